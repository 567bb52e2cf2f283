using System.Globalization;
using System.Text.RegularExpressions;

namespace AkkaCacheSim.Core.Settings;

/// <summary>
/// Where a PostgreSQL database is: <c>postgres://user:password@host:port/database?name=value</c>, as libpq reads it. What is missing is left to the
/// client library, which looks into its environment (PGUSER, PGPASSWORD) and into .pgpass.
/// </summary>
/// <param name="Host">The host.</param>
/// <param name="Port">The port.</param>
/// <param name="Database">The database; null for the user's own.</param>
/// <param name="User">The user; null where the URL names none.</param>
/// <param name="Password">The password; null where the URL has none.</param>
/// <param name="Options">What stands behind the question mark: the library's names and values.</param>
public sealed partial record DatabaseUrl(string Host, int Port, string? Database, string? User, string? Password, IReadOnlyList<KeyValuePair<string, string>> Options)
{
    private const int DefaultPort = 5432;

    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    /// <summary>The same place without the password: what may be shown and kept.</summary>
    public DatabaseUrl WithoutPassword => this with { Password = null };

    /// <summary>Whether a text means to be such a URL.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it begins like one.</returns>
    public static bool IsUrl(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Array.Exists(Schemes, scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A text in which no URL has a password any more.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, with the passwords left out.</returns>
    public static string Redact(string text) => PasswordInText().Replace(text, string.Empty);

    /// <summary>Reads a URL.</summary>
    /// <param name="text">The text.</param>
    /// <param name="url">What it says.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryParse(string text, out DatabaseUrl? url)
    {
        url = null;
        if (!IsUrl(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Fragment.Length > 0) return false;
        var user = uri.UserInfo.Split(':', 2);
        var options = new List<KeyValuePair<string, string>>();
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } name, var value]) return false;
            options.Add(new(Uri.UnescapeDataString(name), Uri.UnescapeDataString(value)));
        }

        // A password among the options would be shown with them.
        var given = options.Find(option => option.Key.Equals("password", StringComparison.OrdinalIgnoreCase)).Value;
        options.RemoveAll(option => option.Key.Equals("password", StringComparison.OrdinalIgnoreCase));
        url = new DatabaseUrl(
            uri.IdnHost,
            uri.Port > 0 ? uri.Port : DefaultPort,
            NullIfEmpty(uri.AbsolutePath.TrimStart('/')),
            NullIfEmpty(user[0]),
            (user.Length > 1 ? NullIfEmpty(user[1]) : null) ?? given,
            options);
        return true;
    }

    /// <summary>The URL as text, the password too if there is one.</summary>
    /// <returns>A URL that <see cref="TryParse"/> reads.</returns>
    public override string ToString()
    {
        var password = Password is null ? string.Empty : ":" + Uri.EscapeDataString(Password);
        var user = User is null ? string.Empty : Uri.EscapeDataString(User) + password + "@";
        var database = Database is null ? string.Empty : "/" + Uri.EscapeDataString(Database);
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        var options = string.Join('&', Options.Select(option => $"{Uri.EscapeDataString(option.Key)}={Uri.EscapeDataString(option.Value)}"));
        return string.Create(CultureInfo.InvariantCulture, $"postgres://{user}{host}:{Port}{database}{(options.Length > 0 ? "?" + options : string.Empty)}");
    }

    // Between the user's colon and the last @ before a space; and as an option.
    [GeneratedRegex(@"(?<=[a-z]://[^\s:@/]*):[^\s]*(?=@)|(?<=[?&]password=)[^\s&]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PasswordInText();

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : Uri.UnescapeDataString(text);
}
