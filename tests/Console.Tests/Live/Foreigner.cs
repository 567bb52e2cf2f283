using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>A writer that never heard of the cache.</summary>
internal static class Foreigner
{
    /// <summary>Changes a row that is there.</summary>
    public static void Update(RunningCluster cluster, string key, string value)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(cluster.Data, "origin.db")};Pooling=False;Default Timeout=10");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE entries SET value = $value WHERE key = $key";
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$value", value);
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
