using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Fuzzing;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>fuzz</c>: runs in virtual time with random settings and faults, and the invariants checked.</summary>
internal static class FuzzCommand
{
    private const int ShownFailures = 10;

    public static Command Create()
    {
        var seeds = new Option<string>("--seeds") { Description = "seeds, A..B or one (1..500)", DefaultValueFactory = _ => "1..500" };
        var plant = new Option<string>("--plant") { Description = "plant a fault and see it found; list names them" };
        var twice = new Option<bool>("--check-determinism") { Description = "run each seed twice: both runs must be the same, event for event" };
        var command = new Command("fuzz", "Run random settings and faults in virtual time, and check the invariants") { seeds, plant, twice };
        command.SetAction((parsed, _) =>
        {
            var json = parsed.GetValue(CommonOptions.Json);
            if (parsed.GetValue(plant) == "list") return Task.FromResult(List(json));
            var planted = parsed.GetValue(plant) is { } name ? Named(name) : Plant.None;
            var (first, last) = Range(parsed.GetValue(seeds)!);
            using var stop = StopSignals.ForCommand();
            return Task.FromResult(Run(first, last, planted, parsed.GetValue(twice), json, stop.Token));
        });
        return command;
    }

    private static int List(bool json)
    {
        if (json) System.Console.Out.WriteLine(Json.Text(Plants.Names));
        else foreach (var name in Plants.Names) System.Console.Out.WriteLine($"{name,-32} {Plants.Describe(Plants.Get(name))}");
        return ExitCodes.Done;
    }

    private static Plant Named(string name) => Plants.Names.Contains(name) ? Plants.Get(name) : throw Values.Expected("--plant", name, "one of list, " + string.Join(", ", Plants.Names));

    private static (ulong First, ulong Last) Range(string text)
    {
        var ends = text.Split("..");
        return ends.Length <= 2 && ulong.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && ulong.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && first <= last && last < ulong.MaxValue
            ? (first, last)
            : throw Values.Expected("--seeds", text, "a seed, or A..B with A up to B,");
    }

    private static int Run(ulong first, ulong last, Plant plant, bool twice, bool json, CancellationToken cancel)
    {
        var done = 0L;
        var runs = new ConcurrentBag<FuzzResult>();
        var failed = new ConcurrentBag<FailedSeed>();
        var watch = Stopwatch.StartNew();
        var seeds = Partitioner.Create(Seeds(first, last), EnumerablePartitionerOptions.NoBuffering);
        try
        {
            Parallel.ForEach(seeds, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
            {
                using var planted = Plants.Grow(plant);
                var drawn = FuzzCases.Draw(seed);
                var result = FuzzRun.Run(drawn);
                runs.Add(result);
                var violation = result.Violation;
                if (violation is null && twice && FuzzRun.Run(drawn).Fingerprint != result.Fingerprint) violation = new Violation("I8", "a second run was another one");
                if (violation is not null) failed.Add(new FailedSeed(seed, violation.Invariant, violation.Detail));
                if (Interlocked.Increment(ref done) % 500 == 0) System.Console.Error.WriteLine($"{done:N0} seeds, {failed.Count} failed, {watch.Elapsed.TotalSeconds:0} s");
            });
        }
        catch (OperationCanceledException)
        {
            System.Console.Error.WriteLine($"stopped after {done:N0} seeds");
        }

        List<FailedSeed> list = [.. failed.OrderBy(failure => failure.Seed)];
        var view = View(list, runs);
        if (json) System.Console.Out.WriteLine(Json.Text(view));
        else Print(view, plant, watch.Elapsed);
        return list.Count == 0 ? ExitCodes.Done : ExitCodes.NotHeld;
    }

    private static FuzzView View(List<FailedSeed> failed, ConcurrentBag<FuzzResult> runs)
    {
        var held = runs.Where(run => run.Violation is null).DefaultIfEmpty(new FuzzResult(0, 0, 0, 0, null)).ToList();
        return new FuzzView(
            runs.Count, runs.Count - failed.Count, failed, runs.Sum(run => run.Requests), runs.Sum(run => run.Faults), runs.Sum(run => run.VirtualNs / 1e9),
            held.Min(run => run.Requests), held.Min(run => run.Faults));
    }

    private static IEnumerable<ulong> Seeds(ulong first, ulong last)
    {
        for (var seed = first; seed <= last; seed++) yield return seed;
    }

    private static void Print(FuzzView view, Plant plant, TimeSpan took)
    {
        var words = System.Console.Out;
        words.WriteLine($"{view.Seeds:N0} seeds: {view.Passed:N0} passed, {view.Failed.Count:N0} failed; {view.Requests:N0} requests, {view.Faults:N0} faults, {view.VirtualSeconds:N0} s of virtual time in {took.TotalSeconds:0.0} s");
        words.WriteLine($"each that passed had {view.LeastRequests:N0} requests and {view.LeastFaults} faults or more");
        foreach (var failure in view.Failed.Take(ShownFailures)) words.WriteLine($"seed {failure.Seed}: {failure.Invariant}: {failure.Detail}");
        if (view.Failed.Count > ShownFailures) words.WriteLine($"… and {view.Failed.Count - ShownFailures} more");
        if (view.Failed.Count > 0) Explain(view.Failed[0].Seed, plant);
    }

    // The first one, with all that it takes to see it again, cut down.
    private static void Explain(ulong seed, Plant plant)
    {
        using var planted = Plants.Grow(plant);
        var drawn = FuzzCases.Draw(seed);
        if (FuzzRun.Run(drawn).Violation is not { } violation) return;
        var (small, how) = Shrinker.Shrink(drawn, violation);
        var words = System.Console.Out;
        words.WriteLine();
        words.WriteLine($"seed {seed}, cut down from {drawn.Faults.Count} faults and {drawn.Load.Requests:N0} requests to {small.Faults.Count} and {small.Load.Requests:N0}:");
        words.WriteLine($"  {how.Invariant}: {how.Detail}");
        words.WriteLine("  " + string.Join(" ", StatusView.Named(small.Settings).Select(setting => $"--{setting.Key} {setting.Value}")));
        words.WriteLine($"  keys {small.Load.Keys}, theta {small.Load.Theta}, write share {small.Load.WriteShare:0.00}, bypass share {small.Load.BypassShare:0.00}, preload {small.Load.Preload}; messages take up to {Durations.Format(small.World.NetworkMost)}, news of members up to {Durations.Format(small.World.ViewMost)}; clocks are up to {Durations.Format(small.World.ClockOffset)} apart and drift by up to {small.World.ClockDrift} millionths");
        foreach (var fault in small.Faults) words.WriteLine("  " + Describe(fault, small.Settings));
        words.WriteLine($"again: akkacachesim fuzz --seeds {seed}{(plant == Plant.None ? "" : " --plant " + Plants.NameOf(plant))}");
    }

    // Of other settings, those that are others.
    private static string Describe(Fault fault, SimSettings before)
    {
        if (fault.Settings is not { } after) return fault.ToString();
        var were = StatusView.Named(before).ToDictionary(setting => setting.Key, setting => setting.Value);
        return fault + " " + string.Join(" ", StatusView.Named(after).Where(setting => were[setting.Key] != setting.Value).Select(setting => $"{setting.Key}={setting.Value}"));
    }
}
