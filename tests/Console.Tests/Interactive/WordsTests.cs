using AkkaCacheSim.Console.Interactive;

namespace AkkaCacheSim.Console.Tests.Interactive;

/// <summary>How a line becomes words.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData("get k", "get", "k")]
    [InlineData("  get\t k  ", "get", "k")]
    [InlineData("set \"a key\" 'a value'", "set", "a key", "a value")]
    [InlineData("set k \"\"", "set", "k", "")]
    [InlineData("set k ''", "set", "k", "")]
    [InlineData("ttl=\"1 s\"'x'y", "ttl=1 sxy")]
    [InlineData("\"a\\n\\r\\t\\\"\\\\b\\q'\"", "a\n\r\t\"\\b\\q'")]
    [InlineData("'a\\n\\'\"b'", "a\\n'\"b")]
    [InlineData("a\\nb C:\\dir", "a\\nb", "C:\\dir")]
    [InlineData("värde 日本", "värde", "日本")]
    public void A_line_is_split_at_blanks_outside_quotes(string line, params string[] words) => Assert.Equal(words, Words.Split(line));

    [Theory]
    [InlineData("set k \"open", 7)]
    [InlineData("'", 1)]
    [InlineData("get \"a\\\"", 5)]
    [InlineData("get \"a\\", 5)]
    public void A_quote_that_is_not_closed_is_named(string line, int place)
    {
        var refusal = Assert.Throws<UsageException>(() => Words.Split(line));
        Assert.Contains($"quote at {place} ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("a closing " + line[place - 1], refusal.Message, StringComparison.Ordinal);
    }

    // Whatever the words are, quoting brings them through.
    [Fact]
    public void Quoted_words_come_out_as_they_went_in()
    {
        const string Letters = "ab \t\"'\\nr=é";
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var words = Enumerable.Range(0, random.Next(4)).Select(_ => new string([.. Enumerable.Range(0, random.Next(8)).Select(_ => Letters[random.Next(Letters.Length)])])).ToArray();
            var line = string.Join(' ', words.Select(word => '"' + word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"'));
            Assert.Equal(words, Words.Split(line));
        }
    }
}
