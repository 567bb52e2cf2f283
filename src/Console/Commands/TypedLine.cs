using System.CommandLine;
using System.Text.RegularExpressions;

namespace AkkaCacheSim.Console.Commands;

/// <summary>The command line as it was typed, fit to be shown to others.</summary>
internal static partial class TypedLine
{
    private const string Hidden = "***";

    public static string Of(ParseResult parsed) => string.Join(' ', parsed.Tokens.Select(token => Quoted(Public(token.Value))).Prepend("akkacachesim"));

    /// <summary>A word without the passwords in it: those of connection strings and of addresses.</summary>
    public static string Public(string word) => Address().Replace(Field().Replace(word, "$1" + Hidden), "$1" + Hidden + "@");

    // For a POSIX shell, so that the line can be run again.
    private static string Quoted(string word) => Harmless().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"((?:password|pwd|secret|token)\s*=\s*)('[^']*'|""[^""]*""|[^;&\s]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Field();

    [GeneratedRegex(@"(://[^/@:\s]*:)[^/@\s]*@")]
    private static partial Regex Address();

    [GeneratedRegex(@"^[A-Za-z0-9_@%+=:,./-]+$")]
    private static partial Regex Harmless();
}
