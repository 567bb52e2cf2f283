using AkkaCacheSim.Core.Machines;

namespace AkkaCacheSim.Core.Tests.Machines;

public sealed class AddressTests
{
    [Theory]
    [InlineData(Role.Console, 0, "console")]
    [InlineData(Role.Origin, 0, "origin")]
    [InlineData(Role.Feed, 0, "feed")]
    [InlineData(Role.Node, 12, "node-12")]
    [InlineData(Role.Coordinator, 0, "coordinator-0")]
    [InlineData(Role.Invalidator, 3, "invalidator-3")]
    [InlineData(Role.Client, 1, "client-1")]
    public void WhenAProcessHasAName_ThenItIsPrintedAndReadBack(Role role, int index, string name)
    {
        Assert.Equal(name, new Address(role, index, 7).Name);
        Assert.True(Address.TryParseName(name, out var readRole, out var readIndex));
        Assert.Equal((role, index), (readRole, readIndex));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("none")]
    [InlineData("node")]
    [InlineData("node-")]
    [InlineData("node-x")]
    [InlineData("node--1")]
    [InlineData("node-007")]
    [InlineData("node-99999999999")]
    [InlineData("nodes-1")]
    [InlineData("origin-1")]
    [InlineData("console-0")]
    [InlineData("3-1")]
    [InlineData("99-1")]
    [InlineData("99")]
    [InlineData("Node, Client-1")]
    [InlineData(" node-1")]
    public void WhenTextIsNoProcessName_ThenItIsRefused(string text) => Assert.False(Address.TryParseName(text, out _, out _));

    [Fact]
    public void WhenAnAddressIsPrinted_ThenItShowsTheIncarnation() => Assert.Equal("node-2#5", new Address(Role.Node, 2, 5).ToString());
}
