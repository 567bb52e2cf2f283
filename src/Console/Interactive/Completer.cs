using System.CommandLine;
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
    /// <param name="text">The text before the cursor.</param>
    public Completions Complete(string text)
    {
        var from = text.Length;
        while (from > 0 && !char.IsWhiteSpace(text[from - 1])) from--;
        var word = text[from..];
        var known = Known(text[..from], word).Where(name => name.StartsWith(word, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToList();

        // Options are for whoever has typed a dash; where nothing else can stand they are all there is to offer.
        var names = known.FindAll(name => !name.StartsWith('-'));
        return new Completions(from, word.Length == 0 && names.Count > 0 ? names : known);
    }

    private IEnumerable<string> Known(string before, string word)
    {
        if (!TrySplit(before, out var words)) return [];
        if (words is []) return SessionCommands.Names;
        if (words is ["help"]) return SessionCommands.Programs.Select(command => command.Name);
        var (of, names) = CommandLine.Completions(words, word);
        return of is Command command && (command.Arguments.Contains(FaultCommands.Process) || command.Arguments.Contains(LinkCommands.Groups)) ? [.. names, .. _members()] : names;
    }

    // Within a quote there is nothing to complete.
    private static bool TrySplit(string text, out string[] words)
    {
        try
        {
            words = Words.Split(text);
            return true;
        }
        catch (UsageException)
        {
            words = [];
            return false;
        }
    }
}
