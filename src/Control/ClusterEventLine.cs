using System.Text.Json.Serialization;

namespace AkkaCacheSim.Control;

/// <summary>One event.</summary>
/// <param name="Number">Counts up from 1.</param>
/// <param name="At">When, by the wall clock.</param>
/// <param name="Kind">What kind: process, fault, member, request, configure, workload.</param>
/// <param name="Text">What happened.</param>
public sealed record ClusterEventLine(long Number, DateTimeOffset At, string Kind, string Text)
{
    /// <summary>When, by the clock that all processes of the host share, ns: to set it beside what they have measured.</summary>
    [JsonIgnore]
    public long Clock { get; init; }
}
