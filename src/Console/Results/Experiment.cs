namespace AkkaCacheSim.Console.Results;

/// <summary>What is run and how often, what of it must not come true, and where its results go.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="CommandLine">What was typed.</param>
/// <param name="Repeat">How many runs.</param>
/// <param name="Thresholds">What must not come true.</param>
/// <param name="Files">Where results go, standard output aside.</param>
internal sealed record Experiment(string Title, string CommandLine, int Repeat, IReadOnlyList<Threshold> Thresholds, ResultFiles Files)
{
    /// <summary>Settings and load, by their option's name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>Makes sure that thresholds name figures that there will be.</summary>
    public Experiment Expecting(IReadOnlyCollection<string> figures, IReadOnlyCollection<string> variants)
    {
        foreach (var threshold in Thresholds) threshold.Check(figures, variants);
        return this;
    }

    /// <summary>Runs it with one seed after the other.</summary>
    /// <param name="seed">The first seed.</param>
    /// <param name="run">Runs it once.</param>
    public async Task<ExperimentResults> RunAsync(ulong seed, Func<Repetition, Task<RunOutcome>> run)
    {
        var log = new List<VariantRuns>();
        var outcomes = new List<RunOutcome>();
        for (var i = 0; i < Repeat; i++)
        {
            var outcome = await run(new Repetition(i + 1, Repeat, seed + (ulong)i, log));
            Expecting([.. outcome.Rows[0].Figures.Select(figure => figure.Path)], [.. outcome.Rows.Select(row => row.Variant)]);
            outcomes.Add(outcome);
        }

        return new ExperimentResults(this, outcomes, log);
    }
}
