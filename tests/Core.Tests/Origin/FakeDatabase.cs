using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Core.Tests.Origin;

/// <summary>Keeps the statements for the test to answer.</summary>
internal sealed class FakeDatabase : IDatabase
{
    public Queue<(Statement Statement, long Token)> Statements { get; } = new();

    public void Execute(in Statement statement, long token) => Statements.Enqueue((statement, token));
}
