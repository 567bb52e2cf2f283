namespace AkkaCacheSim.Console.Live;

/// <summary>
/// How a process knows that whoever started it is gone, or wants it gone: its standard input is a pipe, nothing is ever said in it, and it ends
/// with its other end, however that ends.
/// </summary>
internal static class Supervision
{
    /// <summary>Waits for the end of standard input.</summary>
    public static async Task EndAsync()
    {
        using var input = System.Console.OpenStandardInput();
        var buffer = new byte[1];
        while (await input.ReadAsync(buffer) > 0)
        {
            // Only the end counts.
        }
    }
}
