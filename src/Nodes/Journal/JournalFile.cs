using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Nodes.Journal;

/// <summary>The file of one embedded journal.</summary>
public static class JournalFile
{
    /// <summary>Where a journal is.</summary>
    /// <param name="folder">The folder of the journals.</param>
    /// <param name="name">The journal's name.</param>
    /// <returns>The file's path.</returns>
    public static string PathOf(string folder, string name) => Path.Combine(folder, name + ".db");

    /// <summary>Makes the file if it is not there. Its write-ahead log, which it keeps from then on, makes a commit about ten times as fast.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be made, or is no journal.</exception>
    public static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
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
