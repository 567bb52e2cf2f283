using AkkaCacheSim.Core.Feeds;
using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>Keeps the feed's position in the database and trims the change log behind it. For one thread.</summary>
internal sealed class PositionKeeper : IDisposable
{
    /// <summary>Rows trimmed at a time.</summary>
    public const int Bite = 10_000;

    private readonly SqliteCommand _save;
    private readonly SqliteCommand _trim;

    public PositionKeeper(SqliteConnection connection)
    {
        _save = SqliteSchema.Prepared(connection, SqliteSql.SavePosition, "$log", "$sequence", "$partitions");
        _trim = SqliteSchema.Prepared(connection, SqliteSql.Trim, "$through", "$bite");
    }

    /// <summary>Saves a position and trims a bite.</summary>
    /// <returns>Whether there is more to trim.</returns>
    public bool Save(FeedPosition position)
    {
        _save.Parameters[0].Value = position.LogId;
        _save.Parameters[1].Value = position.Sequence;
        _save.Parameters[2].Value = PositionText.Write(position.Partitions);
        _save.ExecuteNonQuery();
        // After the position, never before it: a crash in between only leaves rows that are trimmed next time.
        _trim.Parameters[0].Value = position.Sequence;
        _trim.Parameters[1].Value = Bite;
        return _trim.ExecuteNonQuery() == Bite;
    }

    /// <summary>Loads the position on a connection.</summary>
    public static FeedPosition? Load(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SqliteSql.LoadPosition;
        using var reader = command.ExecuteReader();
        return reader.Read() ? new FeedPosition(reader.GetString(0), reader.GetInt64(1), PositionText.Read(reader.GetString(2))) : null;
    }

    public void Dispose()
    {
        _save.Dispose();
        _trim.Dispose();
    }
}
