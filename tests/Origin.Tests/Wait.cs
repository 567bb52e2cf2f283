using System.Diagnostics;
using Xunit;

namespace AkkaCacheSim.Origin.Tests;

/// <summary>Waits for what must come, with a deadline.</summary>
public static class Wait
{
    public static async Task Until(Func<bool> holds, string what, double seconds = 20)
    {
        var start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(start).TotalSeconds > seconds) Assert.Fail($"did not happen within {seconds} s: {what}");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }
}
