namespace AkkaCacheSim.Core.Origin;

/// <summary>The database, as the origin machine asks it. The answer comes back as <see cref="OriginMachine.Executed"/>.</summary>
public interface IDatabase
{
    /// <summary>Starts a statement. Never blocks.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="token">Comes back with the answer.</param>
    void Execute(in Statement statement, long token);
}
