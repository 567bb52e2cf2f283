using System.Globalization;
using AkkaCacheSim.Core.Workloads;
using Spectre.Console;

namespace AkkaCacheSim.Console.Output;

/// <summary>Says how a run goes, on stderr: a bar on a terminal, a line now and then in a pipe.</summary>
internal sealed class RunProgress
{
    private const double LineEvery = 0.25;

    private readonly string _title;
    private readonly ProgressTask? _bar;
    private double _lineAt = LineEvery;
    private string? _phase;

    private RunProgress(string title, ProgressTask? bar)
    {
        _title = title;
        _bar = bar;
    }

    /// <summary>Runs something that takes its time.</summary>
    /// <param name="title">What it is called.</param>
    /// <param name="run">What to run; told where to report.</param>
    public static async Task<T> ShowAsync<T>(string title, Func<RunProgress, Task<T>> run)
    {
        if (System.Console.IsErrorRedirected) return await run(new RunProgress(title, null));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => run(new RunProgress(title, context.AddTask(Markup.Escape(title), maxValue: 1))));
    }

    /// <summary>Something has been reached.</summary>
    public void Say(string phase)
    {
        if (phase == _phase) return;
        _phase = phase;
        if (_bar is null) System.Console.Error.WriteLine($"{_title}: {phase}");
        else _bar.Description = Markup.Escape($"{_title}: {phase}");
    }

    /// <summary>Says whose figures the result lacks.</summary>
    public void SayMissing(IReadOnlyList<ShareReport> shares)
    {
        foreach (var share in shares.Where(share => share.Report is null)) Say($"{share.Coordinator} died; its figures are missing");
    }

    /// <summary>So much of the whole is done.</summary>
    public void At(double share)
    {
        if (_bar is not null)
        {
            _bar.Value = share;
            return;
        }

        if (share < _lineAt) return;
        System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_title}: {share:P0}"));
        _lineAt = share + LineEvery;
    }
}
