using Npgsql;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>Statements that are run once, on an open connection.</summary>
internal static class PostgresCommands
{
    /// <summary>Runs a statement that answers nothing.</summary>
    public static async Task RunAsync(this NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Asks for one value.</summary>
    /// <returns>The first field of the first line; null without one.</returns>
    public static async Task<object?> ScalarAsync(this NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync(cancel);
    }
}
