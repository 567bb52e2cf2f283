using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Postgres;
using AkkaCacheSim.Origin.Rows;

namespace AkkaCacheSim.Origin;

/// <summary>The database that settings name.</summary>
public static class OriginDatabases
{
    /// <summary>Finds it.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="folder">The data folder.</param>
    /// <returns>The database, not touched yet.</returns>
    public static IOriginDatabase Of(SimSettings settings, string folder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return DatabaseUrl.TryParse(settings.Origin, out var url)
            ? new PostgresOrigin(PostgresConnection.Of(url!), new PostgresNames(settings.Schema))
            : new SqliteOrigin(Path.Combine(folder, "origin.db"));
    }
}
