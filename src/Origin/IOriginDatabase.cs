using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Origin.Rows;

namespace AkkaCacheSim.Origin;

/// <summary>A kind of database that can be behind the origin.</summary>
public interface IOriginDatabase
{
    /// <summary>Makes it ready: its tables and triggers, and what a change feed needs.</summary>
    /// <param name="feeds">Whether a change feed will read it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>When it is.</returns>
    /// <exception cref="OriginUnavailableException">It can't be; one line says why.</exception>
    Task PrepareAsync(bool feeds, CancellationToken cancel);

    /// <summary>Opens its rows.</summary>
    /// <param name="completed">Told of each answer, with the statement's token, on another thread.</param>
    /// <returns>The rows.</returns>
    IRowStore OpenRows(Action<long, StatementResult> completed);

    /// <summary>Reads its log until it is disposed of.</summary>
    /// <param name="began">Told when the log begins, now or later, and again after a gap; maybe on another thread.</param>
    /// <param name="read">Told of rows, on another thread.</param>
    /// <param name="say">Told of troubles, a line each; they are tried again.</param>
    /// <returns>To end it with.</returns>
    IDisposable OpenLog(LogBegan began, Action<IReadOnlyList<LoggedChange>> read, Action<string> say);

    /// <summary>Takes away what must not stay when nobody reads the log any more. The rows stay.</summary>
    /// <param name="cancel">Gives up.</param>
    /// <returns>When it is gone.</returns>
    /// <exception cref="OriginUnavailableException">It can't be taken away; one line says why.</exception>
    Task EndAsync(CancellationToken cancel);
}
