using System.Diagnostics;

namespace AkkaCacheSim.Console.Tests.Support;

/// <summary>Waits for what must come, with a deadline.</summary>
internal static class Wait
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public static Task Until(Func<bool> holds, string what, double seconds = 30) => Until(() => Task.FromResult(holds()), what, seconds);

    public static async Task Until(Func<Task<bool>> holds, string what, double seconds = 30)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(start).TotalSeconds > seconds) Assert.Fail($"did not happen within {seconds} s: {what}");
            await Task.Delay(LookEvery, TestContext.Current.CancellationToken);
        }
    }
}
