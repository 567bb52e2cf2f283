namespace AkkaCacheSim.Traces;

/// <summary>A trace, and what the user said about it.</summary>
/// <param name="Path">The file, plain, gzip or zstd.</param>
/// <param name="Format">One of <see cref="TraceFormats.Names"/>; null to tell it from the name and the first line.</param>
/// <param name="Columns">For csv, which column is what: <c>time=ts,key=id,size=bytes,op=verb,ttl=life</c>; null for the usual names.</param>
public sealed record TraceInput(string Path, string? Format = null, string? Columns = null);
