using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>Creates the embedded origin's file and opens connections to it.</summary>
public static class SqliteSchema
{
    // Longer than any group of writes; a foreign writer that holds the lock for longer fails our statements.
    private const int BusyMilliseconds = 5_000;

    private static readonly string[] Statements =
    [
        SqliteSql.Tables, SqliteSql.InsertTrigger, SqliteSql.UpdateTrigger, SqliteSql.RenameTrigger,
        SqliteSql.DeleteTrigger, SqliteSql.VersionTrigger,
    ];

    /// <summary>Creates what is not there yet: the file, its tables, its triggers; a file of a time before stamps gets what it lacks.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="OriginUnavailableException">It cannot be created, or is no database.</exception>
    public static void Create(string path)
    {
        using var connection = Open(path);
        Guarded(path, () =>
        {
            Run(connection, "BEGIN IMMEDIATE");
            if (Scalar(connection, SqliteSql.Outdated) == 1) Run(connection, SqliteSql.Update);
            foreach (var statement in Statements) Run(connection, statement);
            Run(connection, "COMMIT");
        });
    }

    /// <summary>Opens a connection: WAL, so that readers and the writer do not wait for each other.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open connection, not pooled: closing it closes the file.</returns>
    /// <exception cref="OriginUnavailableException">It cannot be opened, or is no database.</exception>
    public static SqliteConnection Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 };
        var connection = new SqliteConnection(builder.ToString());
        try
        {
            Guarded(path, () =>
            {
                connection.Open();
                // Waiting inside SQLite; the library's own way is to try again every 150 ms.
                Run(connection, $"PRAGMA busy_timeout = {BusyMilliseconds}");
                Run(connection, "PRAGMA journal_mode = WAL");
                // In WAL mode NORMAL loses nothing when a process is killed; only a crash of the machine can.
                Run(connection, "PRAGMA synchronous = NORMAL");
            });
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? 0;
    }

    internal static SqliteCommand Prepared(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name, Value = DBNull.Value });
        command.Prepare();
        return command;
    }

    private static void Guarded(string path, Action work)
    {
        try
        {
            work();
        }
        catch (SqliteException e)
        {
            throw new OriginUnavailableException($"origin database {path}: {Reason(e)}", e);
        }
    }

    private static string Reason(SqliteException e) => e.SqliteErrorCode switch
    {
        3 or 8 => "cannot be written",
        5 or 6 => "is locked by another process",
        10 => "cannot be read or written (I/O error)",
        11 => "is damaged",
        13 => "the disk is full",
        14 => "cannot be opened or created; is the folder there and writable?",
        26 => "is not an SQLite database",
        _ => SqliteErrors.Line(e),
    };
}
