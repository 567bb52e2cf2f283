using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Postgres;

namespace AkkaCacheSim.Console.Commands;

/// <summary>Reads <c>--origin</c>. A password in it goes where this process's children, and Npgsql in them, look for one, and nowhere else.</summary>
internal static class OriginOption
{
    private const string Expected = "sqlite, or postgres://user:password@host:port/database";

    /// <summary>Reads a value.</summary>
    /// <param name="text">The value.</param>
    /// <returns>The setting: the value without the password.</returns>
    /// <exception cref="UsageException">It can't be read.</exception>
    public static string Read(string text)
    {
        if (text == SimSettings.EmbeddedOrigin) return text;
        if (!DatabaseUrl.TryParse(text, out var url)) throw Values.Expected("--origin", DatabaseUrl.Redact(text), Expected);
        var shown = url!.WithoutPassword.ToString();
        try
        {
            _ = PostgresConnection.Of(url);
        }
        catch (FormatException e)
        {
            throw new UsageException($"--origin {shown}: {e.Message} was expected");
        }

        if (url.Password is not null) Environment.SetEnvironmentVariable(PostgresConnection.PasswordVariable, url.Password);
        return shown;
    }
}
