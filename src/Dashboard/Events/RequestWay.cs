namespace AkkaCacheSim.Dashboard.Events;

/// <summary>The way of one request: all that happened to its key while it lasted, and what led to it.</summary>
/// <param name="Of">The request; where no request is known, what was asked about.</param>
/// <param name="Steps">Its steps in the order in which they began.</param>
public sealed record RequestWay(WatchedLine Of, IReadOnlyList<WayStep> Steps)
{
    /// <summary>How many steps there are at most.</summary>
    public const int Most = 60;

    // A coordinator answers its reader and fills the node; the node's copy may come a moment later. Clocks of one host agree.
    private const double AfterMs = 100;

    // An event of the cluster is logged when the console has its answer, a moment after the coordinator had it.
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(1);

    /// <summary>Finds the request that an event belongs to, and its way.</summary>
    /// <param name="about">The event.</param>
    /// <param name="lines">What processes did.</param>
    /// <returns>Its way; null where it is not known that any request has to do with it.</returns>
    public static RequestWay? Find(LoggedEvent about, IReadOnlyList<WatchedLine> lines)
    {
        ArgumentNullException.ThrowIfNull(about);
        ArgumentNullException.ThrowIfNull(lines);
        var line = about.Line ?? Logged(about, lines);
        if (line?.Key is null) return null;
        var request = IsRequest(line) ? line : lines.LastOrDefault(other => IsRequest(other) && other.Key == line.Key && other.StartMs <= line.StartMs && line.EndMs <= other.EndMs + AfterMs);
        return new RequestWay(request ?? line, Way(request ?? line, lines));
    }

    private static List<WayStep> Way(WatchedLine request, IReadOnlyList<WatchedLine> lines)
    {
        var during = lines.Where(line => line.Number != request.Number && Concerns(line, request) && line.EndMs >= request.StartMs && line.StartMs <= Until(line, request));
        WatchedLine?[] before = [CopyThatServed(request, lines), CommitThatOvertook(request, lines)];
        return [.. before.OfType<WatchedLine>().Concat(during).Append(request)
            .DistinctBy(line => line.Number)
            .OrderBy(line => Math.Abs(line.StartMs - request.StartMs)).Take(Most)
            .OrderBy(line => line.StartMs).ThenBy(line => line.Number == request.Number ? 0 : 1)
            .Select(line => new WayStep(line.StartMs - request.StartMs, line.EndMs - request.StartMs, line.Kind, WatchedText.Of(line), line.Number == request.Number))];
    }

    // Other requests only while it lasts; what it leaves behind in nodes a moment longer.
    private static double Until(WatchedLine line, WatchedLine request) => line.Kind is "copy" or "drop" ? request.EndMs + AfterMs : request.EndMs;

    private static bool Concerns(WatchedLine line, WatchedLine request) => line.Key == request.Key || (line.Key is null && line.Node == request.Node);

    private static WatchedLine? CopyThatServed(WatchedLine request, IReadOnlyList<WatchedLine> lines) => request.Outcome is "hit" or "stale"
        ? lines.LastOrDefault(line => line.Kind == "copy" && line.Key == request.Key && line.Node == request.Node && line.Version == request.Version && line.EndMs <= request.EndMs)
        : null;

    private static WatchedLine? CommitThatOvertook(WatchedLine request, IReadOnlyList<WatchedLine> lines) => request.StalenessMs is not null
        ? lines.FirstOrDefault(line => line.Kind == "commit" && line.Key == request.Key && line.Version > request.Version && line.EndMs <= request.StartMs)
        : null;

    // The console's log names a request's key in front of a colon, and keys may have colons: the lines know the keys.
    private static WatchedLine? Logged(LoggedEvent about, IReadOnlyList<WatchedLine> lines) => about.Kind == "request"
        ? lines.Where(line => IsRequest(line) && (about.At - line.At).Duration() <= Near && about.Text.Contains($" {line.Key}: ", StringComparison.Ordinal)).MinBy(line => (about.At - line.At).Duration())
        : null;

    private static bool IsRequest(WatchedLine line) => line.Kind is "read" or "write";
}
