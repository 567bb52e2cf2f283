using System.Text;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Dashboard.Requests;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace AkkaCacheSim.Dashboard.Layout;

/// <summary>
/// The page's address, to be shared: its query holds the key and the settings that are not as <c>up</c> has them by itself. Settings that an opened address
/// holds are offered to the visitor and never applied unasked; until that is answered the address stays as it was opened.
/// </summary>
/// <param name="navigation">The browser's address bar.</param>
/// <param name="typed">The key.</param>
public sealed class PageAddress(NavigationManager navigation, TypedKey typed)
{
    private const string KeyName = "key";
    private static readonly IReadOnlyDictionary<string, string> Defaults = StatusView.Named(new SimSettings());

    private bool _opened;
    private string? _followed;

    /// <summary>Settings of the address that was opened which the cluster does not have; empty once answered.</summary>
    public IReadOnlyList<ChangedSetting> Offered { get; private set; } = [];

    /// <summary>The key that the address holds: that of the last request; empty for none.</summary>
    public string Key { get; set; } = "";

    /// <summary>Takes key and settings out of the address that was opened; later calls do nothing.</summary>
    /// <param name="settings">The settings of the cluster.</param>
    public void Open(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (_opened) return;
        _opened = true;
        var query = QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query);
        if (query.TryGetValue(KeyName, out var key) && Limits.KeyProblem(key.ToString()) is null) typed.Text = Key = key.ToString();
        Offered = Differing(settings, name => query.TryGetValue(name, out var value) ? value.ToString() : null);
    }

    /// <summary>The settings are not wanted, or are in force.</summary>
    public void Decline() => Offered = [];

    /// <summary>Makes the address what the cluster is. Not while the page is rendered: a browser must be there.</summary>
    /// <param name="settings">The settings of the cluster.</param>
    public void Follow(IReadOnlyDictionary<string, string> settings)
    {
        if (!_opened || Offered.Count > 0) return;
        var query = QueryOf(settings, Key);
        if (query == _followed) return;
        _followed = query;
        if (new Uri(navigation.Uri).Query != query) navigation.NavigateTo("/" + query, new NavigationOptions { ReplaceHistoryEntry = true });
    }

    /// <summary>The query that holds a key and settings.</summary>
    /// <param name="settings">All settings.</param>
    /// <param name="key">The key; empty for none.</param>
    internal static string QueryOf(IReadOnlyDictionary<string, string> settings, string key)
    {
        var query = new StringBuilder();
        if (key.Length > 0) Add(KeyName, key);
        foreach (var setting in Differing(Defaults, name => settings.GetValueOrDefault(name)))
        {
            // Follows from the TTL, and can be set only with its protection.
            if (setting.Name != "refresh-period" || settings["protect"].Split(',').Contains("refresh")) Add(setting.Name, setting.To);
        }

        return query.ToString();

        void Add(string name, string value) => query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    // Whether a value is one is not decided here: what can't be is refused when it is applied.
    private static IReadOnlyList<ChangedSetting> Differing(IReadOnlyDictionary<string, string> from, Func<string, string?> to)
    {
        const int LongestValue = 1_000;
        return [.. from.Where(setting => !StatusView.Fixed.Contains(setting.Key) && setting.Key != "slots-moved")
            .Select(setting => new ChangedSetting(setting.Key, setting.Value, to(setting.Key) ?? setting.Value))
            .Where(setting => setting.To != setting.From && setting.To.Length is > 0 and <= LongestValue)];
    }
}
