using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Nodes.Journal;

/// <summary>The embedded journal's file.</summary>
public static class JournalFile
{
    /// <summary>Makes the file if it is not there. Its write-ahead log, which it keeps from then on, makes a commit about ten times as fast.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be made, or is no journal.</exception>
    public static void Create(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
        }
        catch (SqliteException e)
        {
            throw new IOException($"journal {path}: a file that can be written, or a journal, was expected: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
