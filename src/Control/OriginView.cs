namespace AkkaCacheSim.Control;

/// <summary>The origin's figures.</summary>
/// <param name="Rows">Rows in the database.</param>
/// <param name="Queries">Statements: reads and writes.</param>
/// <param name="Reads">Reads.</param>
/// <param name="Writes">Writes and deletes.</param>
/// <param name="Shed">Requests turned away.</param>
/// <param name="Busy">Connections in use.</param>
/// <param name="Waiting">Requests that wait.</param>
public sealed record OriginView(long Rows, long Queries, long Reads, long Writes, long Shed, long Busy, long Waiting);
