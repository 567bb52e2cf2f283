using AkkaCacheSim.Core.Placement;

namespace AkkaCacheSim.Core.Tests.Placement;

public sealed class SlotMovesTests
{
    [Theory]
    [InlineData("0-16383", 0, 16383)]
    [InlineData("5", 5, 5)]
    [InlineData("7-7", 7, 7)]
    public void A_range_is_read(string text, int first, int last)
    {
        Assert.True(SlotRange.TryParse(text, out var range));
        Assert.Equal(new SlotRange(first, last), range);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("5-")]
    [InlineData("-5")]
    [InlineData("9-5")]
    [InlineData("0-16384")]
    [InlineData("a-b")]
    [InlineData("1-2-3")]
    [InlineData("99999999999")]
    public void What_is_no_range_is_refused(string text)
    {
        Assert.False(SlotRange.TryParse(text, out _));
        Assert.Null(SlotMoves.Parse(text + ":node-0"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0-5")]
    [InlineData("0-5:")]
    [InlineData("0-5:a,")]
    public void What_is_no_list_of_moves_is_refused(string text) => Assert.Null(SlotMoves.Parse(text));

    [Theory]
    [InlineData("none", "none")]
    [InlineData("0-9:a", "0-9:a")]
    [InlineData("5-9:a,0-4:a", "0-9:a")]
    [InlineData("0-9:a,3-4:b", "0-2:a,3-4:b,5-9:a")]
    [InlineData("0-9:a,0-9:b", "0-9:b")]
    [InlineData("7:host:80,16383:a", "7:host:80,16383:a")]
    public void Moves_are_written_in_order_and_each_slot_once(string text, string written) => Assert.Equal(written, SlotMoves.Parse(text)!.ToString());

    [Fact]
    public void One_move_more_leaves_the_others_as_they_were()
    {
        var moves = SlotMoves.Parse("0-9:a")!;
        Assert.Equal("0-4:a,5-12:b", moves.With(new SlotRange(5, 12), "b").ToString());
        Assert.Equal("0-9:a", moves.ToString());
    }

    // redis-cli --cluster create with three nodes: 0-5460, 5461-10922, 10923-16383.
    [Fact]
    public void Slots_are_dealt_as_redis_cli_deals_them()
    {
        var slots = new Slots(new Roster(["a", "b", "c"], ["a", "b", "c"]), SlotMoves.Parse("none")!);
        foreach (var key in Enumerable.Range(0, 50_000).Select(i => $"k{i}"))
        {
            Assert.Equal((int)slots.Hash(key) switch { <= 5460 => 0, <= 10922 => 1, _ => 2 }, slots.Owner(key));
        }
    }
}
