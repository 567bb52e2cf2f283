namespace AkkaCacheSim.Checker;

/// <summary>A write is lost when it was acknowledged, never committed, and no other effect ended after it began.</summary>
internal static class LostWriteRule
{
    public static void Judge(KeyEffects effects, List<LostWrite> found)
    {
        var (last, lastButOne) = TwoLastEnds(effects.All);
        var lost = effects.Writes
            .Where(write => write.Acked && !effects.IsCommitted(write.Id!))
            .Where(write => EndOfOthers(write) <= write.Start)
            .OrderBy(write => write.Start).ThenBy(write => write.Id, StringComparer.Ordinal);
        foreach (var write in lost)
            found.Add(new LostWrite(write.Key, write.Id!, write.Client, write.Start, write.End, write.Durable));

        long EndOfOthers(HistoryWrite write) =>
            (ReferenceEquals(effects.WithId(write.Id), last) ? lastButOne : last)?.End ?? long.MinValue;
    }

    private static (Effect? Last, Effect? LastButOne) TwoLastEnds(IReadOnlyList<Effect> effects)
    {
        Effect? last = null, lastButOne = null;
        foreach (var effect in effects)
        {
            if (last is null || effect.End > last.End)
                (last, lastButOne) = (effect, last);
            else if (lastButOne is null || effect.End > lastButOne.End)
                lastButOne = effect;
        }

        return (last, lastButOne);
    }
}
