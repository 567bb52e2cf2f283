using AkkaCacheSim.Console.Interactive;

namespace AkkaCacheSim.Console.Tests.Interactive;

/// <summary>What Tab has to offer.</summary>
public sealed class CompleterTests
{
    private static readonly Completer Completer = new(() => ["node-0", "node-1", "origin"]);

    [Theory]
    [InlineData("ge", 0, "get")]
    [InlineData("co", 0, "compare", "configure")]
    [InlineData("  ki", 2, "kill")]
    [InlineData("kill", 0, "kill")]
    [InlineData("hel", 0, "help")]
    [InlineData("con", 0, "configure")]
    [InlineData("help pl", 5, "place")]
    [InlineData("kill ", 5, "node-0", "node-1", "origin")]
    [InlineData("kill n", 5, "node-0", "node-1")]
    [InlineData("restart o", 8, "origin")]
    [InlineData("configure pla", 10, "placement=")]
    [InlineData("configure placement=r", 10, "placement=rendezvous", "placement=ring")]
    [InlineData("configure ttl=1s fill-guard=", 17, "fill-guard=none", "fill-guard=on")]
    [InlineData("configure nod", 10)]
    [InlineData("up --detach --inval", 12, "--invalidation", "--invalidators")]
    [InlineData("up --eviction w", 14, "w-tinylfu")]
    [InlineData("up --placement ma", 15, "maglev")]
    [InlineData("place --node a,b --ha", 17, "--hash")]
    [InlineData("scenario node-f", 9, "node-failure")]
    [InlineData("status --js", 7, "--json")]
    [InlineData("ro", 0)]
    [InlineData("set \"a ki", 7)]
    [InlineData("nonsense no", 9)]
    public void The_last_word_is_completed(string text, int from, params string[] words)
    {
        var completions = Completer.Complete(text);
        Assert.Equal(words, completions.Words);
        Assert.Equal(from, completions.From);
    }

    [Fact]
    public void Every_text_has_completions_or_none_but_never_an_error()
    {
        const string Letters = "kill up -=\"' get--placement=configure";
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => Letters[random.Next(Letters.Length)])]);
            Assert.InRange(Completer.Complete(text).From, 0, text.Length);
        }
    }
}
