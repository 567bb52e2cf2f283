using AkkaCacheSim.Core.Settings;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.Settings;

public sealed class SizesTests
{
    [Theory]
    [InlineData("1B", 1)]
    [InlineData("1.5KB", 1_500)]
    [InlineData("64MB", 64_000_000)]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData("1KiB", 1_024)]
    [InlineData("0.5MiB", 524_288)]
    [InlineData("1GiB", 1_073_741_824)]
    public void Sizes_are_read_in_powers_of_1000_and_of_1024(string text, long bytes)
    {
        Assert.True(Sizes.TryParse(text, out var value));
        Assert.Equal(bytes, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("64")]
    [InlineData("MB")]
    [InlineData("-1MB")]
    [InlineData("1e3MB")]
    [InlineData("64mb")]
    [InlineData("NaNMB")]
    [InlineData("99999999999GB")]
    public void Other_texts_are_no_sizes(string text) => Assert.False(Sizes.TryParse(text, out _));

    [Fact]
    public void What_is_printed_reads_back_to_the_same_value() => Gen.OneOf(Gen.Long[0, long.MaxValue], Gen.Long[0, 9_000].Select(n => n << 10), Gen.Long[0, 9_000].Select(n => n * 1_000_000)).Sample(bytes =>
    {
        Assert.True(Sizes.TryParse(Sizes.Format(bytes), out var value));
        Assert.Equal(bytes, value);
    });
}
