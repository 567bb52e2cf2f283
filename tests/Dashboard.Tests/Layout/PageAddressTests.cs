using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Dashboard.Layout;
using AkkaCacheSim.Dashboard.Requests;
using Microsoft.AspNetCore.Components;

namespace AkkaCacheSim.Dashboard.Tests.Layout;

/// <summary>The address that holds key and settings.</summary>
public sealed class PageAddressTests
{
    private static readonly IReadOnlyDictionary<string, string> Defaults = StatusView.Named(new SimSettings());
    private static readonly IReadOnlyDictionary<string, string> Ring = StatusView.Named(new SimSettings { Placement = "ring" });

    private readonly TypedKey _typed = new();

    [Fact]
    public void WhenTheClusterIsAsUpStartsIt_ThenTheAddressHoldsNothing() => Assert.Equal("", PageAddress.QueryOf(Defaults, ""));

    [Fact]
    public void WhenSettingsAndKeyAreOthers_ThenTheAddressHoldsThem() =>
        Assert.Equal("?key=a%20%26%3Cb%3E&placement=ring&ttl=2s", PageAddress.QueryOf(StatusView.Named(new SimSettings { Placement = "ring", Ttl = 2 * Durations.Second }), "a &<b>"));

    [Fact]
    public void WhenNodesAreOthers_ThenTheAddressIsSilent_SinceNoRunningClusterCanChangeThem() =>
        Assert.Equal("", PageAddress.QueryOf(StatusView.Named(new SimSettings { Nodes = 7 }), ""));

    [Fact]
    public void WhenAnAddressHoldsSettings_ThenTheyAreOfferedAndTheAddressStaysUntilThatIsAnswered()
    {
        var bar = new AddressBar("?key=colour&placement=ring&ttl=30s&nodes=9&nonsense=1");
        var address = new PageAddress(bar, _typed);

        address.Open(Defaults);
        address.Follow(Defaults);

        Assert.Equal([new ChangedSetting("placement", "modulo", "ring")], address.Offered);
        Assert.Equal("colour", _typed.Text);
        Assert.Empty(bar.Gone);

        address.Decline();
        address.Follow(Defaults);
        Assert.Equal(["/?key=colour"], bar.Gone);
    }

    [Fact]
    public void WhenTheClusterChanges_ThenTheAddressFollowsOnceAndOffersNothing()
    {
        var bar = new AddressBar("");
        var address = new PageAddress(bar, _typed);
        address.Open(Defaults);
        address.Follow(Ring);
        address.Open(Ring);
        address.Follow(Ring);
        Assert.Equal(["/?placement=ring"], bar.Gone);
        Assert.Empty(address.Offered);
    }

    [Fact]
    public void WhenAKeyIsTooLong_ThenItIsNotTaken()
    {
        new PageAddress(new AddressBar("?key=" + new string('k', Limits.KeyBytes + 1)), _typed).Open(Defaults);
        Assert.Equal("", _typed.Text);
    }

    private sealed class AddressBar : NavigationManager
    {
        public AddressBar(string query) => Initialize("http://127.0.0.1/", "http://127.0.0.1/" + query);

        public List<string> Gone { get; } = [];

        protected override void NavigateToCore(string uri, NavigationOptions options)
        {
            Gone.Add(uri);
            Uri = ToAbsoluteUri(uri).ToString();
        }
    }
}
