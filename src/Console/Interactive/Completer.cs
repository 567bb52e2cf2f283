using AkkaCacheSim.Console.Commands;

namespace AkkaCacheSim.Console.Interactive;

/// <summary>Completes names: what the command line completes, the session's own commands, and the members of the cluster.</summary>
internal sealed class Completer
{
    private readonly Func<IEnumerable<string>> _members;

    /// <summary>Makes one.</summary>
    /// <param name="members">The names of the cluster's processes at this moment.</param>
    public Completer(Func<IEnumerable<string>> members) => _members = members;

    /// <summary>Completes the last word of a text.</summary>
    /// <param name="before">The text before the cursor.</param>
    public Completions Complete(string before)
    {
        var from = before.Length;
        while (from > 0 && !char.IsWhiteSpace(before[from - 1])) from--;
        var word = before[from..];
        var known = Known(before, before[..from].Trim()).Where(name => name.StartsWith(word, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToList();

        // Options are for whoever has typed a dash; where nothing else can stand they are all there is to offer.
        var names = known.FindAll(name => !name.StartsWith('-'));
        return new Completions(from, word.Length == 0 && names.Count > 0 ? names : known);
    }

    private IEnumerable<string> Known(string before, string first)
    {
        var text = first == "help" ? before.TrimStart()["help".Length..] : before;
        var parsed = CommandLine.Parse(text);
        var known = CommandLine.Completions(parsed, text.Length);
        if (first.Length == 0) return [.. known, .. SessionCommands.Own];
        if (first == "help") return known.Where(name => !name.StartsWith('-'));
        return parsed.CommandResult.Command.Arguments.Contains(FaultCommands.Process) ? [.. known, .. _members()] : known;
    }
}
