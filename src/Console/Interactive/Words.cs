using System.Text;
using AkkaCacheSim.Console.Commands;

namespace AkkaCacheSim.Console.Interactive;

/// <summary>Splits a line into words as redis-cli does: blanks separate, quotes keep them.</summary>
internal static class Words
{
    /// <summary>
    /// Splits a line. In double quotes <c>\n \r \t \" \\</c> stand for one character each; in single quotes only <c>\'</c> does.
    /// A word may be quoted in part: <c>ttl="1 s"</c> is one.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <returns>Its words.</returns>
    /// <exception cref="UsageException">A quote is not closed.</exception>
    public static string[] Split(string line)
    {
        List<string> words = [];
        for (var at = 0; SkipBlanks(line, ref at);) words.Add(Next(line, ref at));
        return [.. words];
    }

    private static bool SkipBlanks(string line, ref int at)
    {
        while (at < line.Length && char.IsWhiteSpace(line[at])) at++;
        return at < line.Length;
    }

    private static string Next(string line, ref int at)
    {
        var word = new StringBuilder();
        while (at < line.Length && !char.IsWhiteSpace(line[at]))
        {
            if (line[at] is '"' or '\'') Quoted(line, ref at, word);
            else word.Append(line[at++]);
        }

        return word.ToString();
    }

    private static void Quoted(string line, ref int at, StringBuilder word)
    {
        var opened = at;
        var quote = line[at++];
        for (; at < line.Length && line[at] != quote; at++)
        {
            var escaped = line[at] == '\\' && at + 1 < line.Length ? Escaped(quote, line[at + 1]) : null;
            if (escaped is not null) at++;
            word.Append(escaped ?? line[at]);
        }

        if (at++ == line.Length) throw Values.Expected($"quote at {opened + 1}", line[opened..], $"a closing {quote}");
    }

    private static char? Escaped(char quote, char letter) => (quote, letter) switch
    {
        ('\'', '\'') => '\'',
        ('\'', _) => null,
        (_, '"' or '\\') => letter,
        (_, 'n') => '\n',
        (_, 'r') => '\r',
        (_, 't') => '\t',
        _ => null,
    };
}
