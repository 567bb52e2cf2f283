using System.Net.Sockets;
using AkkaCacheSim.Origin.Rows;
using Npgsql;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>One line for what PostgreSQL or the way to it refuses; at the start, one that says what to do. None ever holds a password.</summary>
internal static class PostgresErrors
{
    /// <summary>Whether an exception is the database's, or of the way to it, and no defect of ours.</summary>
    public static bool IsOne(Exception e) => e is NpgsqlException or TimeoutException or IOException or SocketException or System.Text.EncoderFallbackException;

    /// <summary>Whether nobody can know what became of a statement: the connection broke under it, or the server went down.</summary>
    public static bool LeavesOutcomeOpen(Exception e) => e is not PostgresException { SqlState: var state } || state is "57P01" or "57P02";

    /// <summary>One line.</summary>
    public static string Line(Exception e) => e switch
    {
        PostgresException postgres => $"{postgres.MessageText.ReplaceLineEndings(" ")} ({postgres.SqlState})",
        { InnerException: SocketException socket } => $"cannot be reached: {socket.Message.ReplaceLineEndings(" ")}",
        { InnerException: TimeoutException } or TimeoutException => "did not answer in time",
        { InnerException: EndOfStreamException or IOException } => "the connection broke",
        _ => e.Message.ReplaceLineEndings(" "),
    };

    /// <summary>What could not be done at a start or an end, as its caller hears it.</summary>
    public static OriginUnavailableException Unavailable(NpgsqlConnectionStringBuilder connection, Exception e) => new($"origin database {connection.Host}:{connection.Port}: {Advice(e)}", e);

    /// <summary>What we refuse of a database that works, as its caller hears it.</summary>
    public static OriginUnavailableException Refused(string why) => new($"origin database: {why}", null);

    private static string Advice(Exception e) => e switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => $"{Line(e)}; a user and password that it takes were expected, in the URL, in PGUSER and PGPASSWORD, or in .pgpass",
        PostgresException { SqlState: "3D000" } => $"{Line(e)}; create it with: createdb NAME",
        PostgresException { SqlState: "42501" } => $"{Line(e)}; the user needs CREATE on the database and its schema, and for cdc: ALTER ROLE NAME REPLICATION",
        PostgresException { SqlState: "53300" } => $"{Line(e)}; raise max_connections or end other clients",
        PostgresException { SqlState: "53400" } => $"{Line(e)}; raise max_replication_slots, or drop a slot that nobody uses: SELECT pg_drop_replication_slot(NAME)",
        PostgresException => Line(e),
        NpgsqlException when e.Message.Contains("No password", StringComparison.Ordinal) => "it wants a password; put one in the URL, in PGPASSWORD, or in .pgpass",
        { InnerException: SocketException } or TimeoutException or { InnerException: TimeoutException } => $"{Line(e)}; is the server up, and are host and port right?",
        _ => Line(e),
    };
}
