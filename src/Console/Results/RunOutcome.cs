using AkkaCacheSim.Console.Scenarios;

namespace AkkaCacheSim.Console.Results;

/// <summary>What one run of an experiment has shown.</summary>
/// <param name="Rows">A row a variant.</param>
/// <param name="Claims">Its claims, held against the rows.</param>
internal sealed record RunOutcome(IReadOnlyList<ResultRow> Rows, IReadOnlyList<Claim> Claims);
