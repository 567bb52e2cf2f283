using AkkaCacheSim.Core.Origin;
using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>Reads rows on its own connection. For one thread.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _read;
    private readonly Func<long> _clock;

    public SqliteReader(string path, Func<long> clock)
    {
        _clock = clock;
        _connection = SqliteSchema.Open(path);
        _read = SqliteSchema.Prepared(_connection, SqliteSql.Read, "$key");
    }

    /// <summary>Reads one row. All of it comes from one statement and so from one snapshot.</summary>
    public StatementResult Read(string key)
    {
        var from = _clock();
        try
        {
            _read.Parameters[0].Value = key;
            using var reader = _read.ExecuteReader();
            if (!reader.Read()) return new StatementResult(null, null, 0, false, from, _clock());
            var value = reader.IsDBNull(0) ? null : reader.GetString(0);
            return new StatementResult(null, value, reader.GetInt64(1), reader.GetInt64(2) == 1, from, _clock()) { Stamp = reader.GetInt64(3) };
        }
        catch (SqliteException e)
        {
            return new StatementResult(SqliteErrors.Line(e), null, 0, false, from, _clock());
        }
    }

    public void Dispose()
    {
        _read.Dispose();
        _connection.Dispose();
    }
}
