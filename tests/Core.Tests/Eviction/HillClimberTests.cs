using AkkaCacheSim.Core.Eviction;

namespace AkkaCacheSim.Core.Tests.Eviction;

public sealed class HillClimberTests
{
    private const int Sample = 1_000;

    private readonly HillClimber _climber = new();

    [Fact]
    public void The_share_changes_only_at_the_end_of_a_sample()
    {
        for (var i = 0; i < Sample - 1; i++) Assert.False(_climber.Count(hit: true, Sample));
        Assert.Equal(0.01, _climber.Share);
        Assert.True(_climber.Count(hit: true, Sample));
        Assert.Equal(0.01 + 0.0625, _climber.Share, 12);
    }

    // Nothing but hits is what it begins with.
    [Fact]
    public void While_the_hit_rate_does_not_fall_it_goes_on_in_smaller_and_smaller_steps()
    {
        var expected = 0.01;
        for (var step = 0.0625; step > 0.05; step *= 0.98)
        {
            Round(Sample);
            Assert.Equal(expected += step, _climber.Share, 12);
        }
    }

    [Fact]
    public void When_the_hit_rate_falls_a_little_it_turns_and_when_it_rises_it_goes_on_the_new_way()
    {
        Round(Sample);
        Round(Sample);
        var top = _climber.Share;
        var step = 0.0625 * 0.98 * 0.98;
        Round(Sample - 10);
        Assert.Equal(top -= step, _climber.Share, 12);
        Round(Sample);
        Assert.Equal(top - (step * 0.98), _climber.Share, 12);
    }

    // A change of five points is another load: small steps would take too long.
    [Fact]
    public void When_the_hit_rate_changes_much_the_steps_are_large_again()
    {
        for (var i = 0; i < 5; i++) Round(Sample);
        Round(Sample / 2);
        var share = _climber.Share;
        Round(Sample / 2);
        Assert.Equal(share - 0.0625, _climber.Share, 12);
        Round(Sample);
        share = _climber.Share;
        Round(Sample);
        Assert.Equal(Math.Max(0.001, share - 0.0625), _climber.Share, 12);
    }

    [Fact]
    public void The_share_stays_within_its_bounds()
    {
        for (var i = 0; i < 100; i++) Round(Sample);
        Assert.Equal(0.8, _climber.Share);
        for (var i = 0; i < 20; i++) Round(i % 2 == 0 ? 0 : Sample);
        Assert.InRange(_climber.Share, 0.001, 0.8);
    }

    private void Round(int hits)
    {
        for (var i = 0; i < Sample; i++) _climber.Count(hit: i < hits, Sample);
    }
}
