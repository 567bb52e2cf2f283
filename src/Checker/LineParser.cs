namespace AkkaCacheSim.Checker;

/// <summary>Makes a <see cref="HistoryLine"/> of a line's fields; the one place that knows which kind needs which.</summary>
internal static class LineParser
{
    /// <summary>The line, or null for a kind that the checker does not need.</summary>
    public static HistoryLine? Parse(LineFields line) => line.Text(LineField.Kind) switch
    {
        "read" => Read(line),
        "write" => Write(line),
        "commit" => Commit(line),
        "copy" => Copy(line),
        "drop" => Drop(line),
        "final" => new HistoryFinal(line.Text(LineField.Key), line.Integer(LineField.Version)),
        _ => null,
    };

    private static HistoryRead Read(LineFields line) => new(
        line.Text(LineField.Client),
        line.Text(LineField.Key),
        line.IntegerOrNull(LineField.Version),
        line.TextOrNull(LineField.Id),
        line.Integer(LineField.Start),
        line.Integer(LineField.End),
        line.Text(LineField.Outcome));

    private static HistoryWrite Write(LineFields line) => new(
        line.TextOrNull(LineField.Client) ?? "",
        line.Text(LineField.Key),
        line.TextOrNull(LineField.Id),
        line.Integer(LineField.Start),
        line.Integer(LineField.End),
        line.Truth(LineField.Acked),
        line.TruthOrFalse(LineField.Durable));

    private static HistoryCommit Commit(LineFields line) => new(
        line.Text(LineField.Key),
        line.Integer(LineField.Version),
        line.TextOrNull(LineField.Id),
        line.IntegerOrNull(LineField.From),
        line.Integer(LineField.At));

    private static HistoryCopy Copy(LineFields line) => new(
        line.Text(LineField.Node),
        line.Text(LineField.Key),
        line.IntegerOrNull(LineField.Version),
        line.Integer(LineField.At));

    private static HistoryDrop Drop(LineFields line) => new(
        line.Text(LineField.Node), line.TextOrNull(LineField.Key), line.Integer(LineField.At));
}
