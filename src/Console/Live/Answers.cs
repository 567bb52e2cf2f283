using Akka.Actor;

namespace AkkaCacheSim.Console.Live;

/// <summary>Questions that need not be answered.</summary>
internal static class Answers
{
    /// <summary>Asks.</summary>
    /// <typeparam name="T">What the answer is.</typeparam>
    /// <param name="whom">Whom.</param>
    /// <param name="question">What.</param>
    /// <param name="within">How long to wait.</param>
    /// <returns>The answer; null when none came in time.</returns>
    public static async Task<T?> AskOrNullAsync<T>(this ICanTell whom, object question, TimeSpan within)
        where T : class
    {
        try
        {
            return await whom.Ask<T>(question, within);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
