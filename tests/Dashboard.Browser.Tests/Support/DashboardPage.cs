using System.Globalization;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Dashboard.Browser.Tests.Support;

/// <summary>The page, by the names that its visitor sees or hears.</summary>
/// <param name="raw">The tab.</param>
internal sealed class DashboardPage(IPage raw)
{
    public IPage Raw { get; } = raw;

    public ILocator Key => Raw.GetByLabel("Key", new() { Exact = true });

    public ILocator Value => Raw.GetByLabel("Value", new() { Exact = true });

    public ILocator Answer => Raw.GetByTestId("answer");

    public ILocator Placement => Raw.GetByTestId("placement");

    public ILocator Alert => Raw.GetByRole(AriaRole.Alert);

    public ILocator Button(string name) => Raw.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Member(string name) => Raw.GetByTestId("member-" + name);

    public ILocator Setting(string name) => Raw.GetByTestId("setting-" + name);

    /// <summary>A list to choose from.</summary>
    public ILocator Choice(string list) => Raw.GetByRole(AriaRole.Combobox, new() { Name = list, Exact = true });

    /// <summary>Where a key is held, if it is.</summary>
    public ILocator Slot(string key) => Raw.GetByTestId("slot").And(Raw.Locator($"[data-key=\"{key}\"]"));

    /// <summary>Lines of the event log of a kind.</summary>
    public ILocator Event(string kind) => Raw.GetByTestId("event").And(Raw.Locator($"[data-kind='{kind}']"));

    /// <summary>Makes the browser ask for light or dark, in a window of some width, and waits until the page is so.</summary>
    public async Task LookAsync(ColorScheme scheme, int width)
    {
        await Raw.SetViewportSizeAsync(width, 900);
        await Raw.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Expect(Raw.Locator(".theme")).ToHaveClassAsync(scheme == ColorScheme.Dark ? "theme dark" : "theme light");
    }

    public async Task OpenAsync(Uri url)
    {
        await Raw.GotoAsync(url.ToString());
        await LiveAsync();
    }

    /// <summary>Waits until the page follows the cluster: what came with the document, and what was left when the cluster went, doesn't change.</summary>
    public async Task LiveAsync()
    {
        await Expect(Member("node-0")).ToHaveAttributeAsync("data-state", "live");
        var last = 0L;
        await Wait.Until(
            async () =>
            {
                var before = last;
                last = await UpdatesAsync();
                return before > 0 && last > before;
            },
            "the page is updated");
    }

    /// <summary>How often the page has been updated since it was opened.</summary>
    public async Task<long> UpdatesAsync() => long.Parse((await Raw.GetByTestId("updates").GetAttributeAsync("data-count"))!, CultureInfo.InvariantCulture);

    /// <summary>Types a key, and a value where there is one, and presses a button.</summary>
    public async Task RequestAsync(string button, string key, string? value = null)
    {
        await Key.FillAsync(key);
        if (value is not null) await Value.FillAsync(value);
        await Button(button).ClickAsync();
    }

    /// <summary>Picks one of a list.</summary>
    public Task ChooseAsync(string list, string option) => Choice(list).SelectOptionAsync(option);

    /// <summary>Changes a setting that has one value, and waits until the cluster has it.</summary>
    public async Task ConfigureAsync(string name, string value)
    {
        await ChooseAsync(name, value);
        await Expect(Setting(name)).ToHaveAttributeAsync("data-value", value);
    }

    /// <summary>Turns on one value of a setting that may have several, and waits until the cluster has it.</summary>
    public async Task SwitchOnAsync(string name, string value)
    {
        await Setting(name).GetByLabel(value, new() { Exact = true }).CheckAsync();
        await Expect(Setting(name)).ToHaveAttributeAsync("data-value", value);
    }

    /// <summary>Does something to a member by its menu.</summary>
    public async Task ActAsync(string member, string action)
    {
        await Button("Actions of " + member).ClickAsync();
        await Raw.GetByRole(AriaRole.Menuitem, new() { Name = action, Exact = true }).ClickAsync();
    }
}
