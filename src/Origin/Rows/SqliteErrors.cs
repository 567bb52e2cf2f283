using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>One line for a failed statement.</summary>
internal static class SqliteErrors
{
    public static string Line(SqliteException e) => e.Message.ReplaceLineEndings(" ");
}
