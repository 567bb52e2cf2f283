using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Postgres;
using AkkaCacheSim.Origin.Rows;

namespace AkkaCacheSim.Console.Runs;

/// <summary>
/// Where a run that brings its own data has it in a PostgreSQL server: in a schema of its own beside the one that <c>--schema</c> names, made anew and
/// dropped at the end. What a run that died has left there goes with the next. Without PostgreSQL nothing of this is needed.
/// </summary>
internal sealed class RunSchema : IAsyncDisposable
{
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(20);

    private RunSchema(SimSettings settings) => Settings = settings;

    /// <summary>The settings of the run.</summary>
    public SimSettings Settings { get; }

    /// <summary>Makes room for a run.</summary>
    public static async Task<RunSchema> TakeAsync(SimSettings settings, CancellationToken cancel)
    {
        if (!DatabaseUrl.IsUrl(settings.Origin)) return new RunSchema(settings);
        var schema = new RunSchema(settings with { Schema = settings.Schema + "_run" });
        await schema.DropAsync(cancel);
        return schema;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!DatabaseUrl.IsUrl(Settings.Origin)) return;
        using var patience = new CancellationTokenSource(EndWithin);
        try
        {
            await DropAsync(patience.Token);
        }
        catch (Exception e) when (e is OriginUnavailableException or OperationCanceledException)
        {
            System.Console.Error.WriteLine($"akkacachesim: schema {Settings.Schema} is left behind; the next run drops it: {e.Message}");
        }
    }

    private async Task DropAsync(CancellationToken cancel)
    {
        if (!DatabaseUrl.TryParse(Settings.Origin, out var url)) throw new InvalidOperationException("the settings were not checked");
        var (connection, names) = (PostgresConnection.Of(url!), new PostgresNames(Settings.Schema));
        await PostgresChangeFeed.DropAsync(connection, names, cancel);
        await PostgresSchema.DropAsync(connection, names, cancel);
    }
}
