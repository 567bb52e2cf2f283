namespace AkkaCacheSim.Origin.Postgres;

/// <summary>How what we make in a database is called, by the schema that it is in.</summary>
public sealed class PostgresNames
{
    /// <summary>Names of a schema.</summary>
    /// <param name="schema">The schema: lower-case letters, digits and underscores.</param>
    public PostgresNames(string schema)
    {
        ArgumentException.ThrowIfNullOrEmpty(schema);
        if (!schema.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')) throw new ArgumentException($"{schema}: such a name would need escapes", nameof(schema));
        Schema = schema;
        Quoted = $"\"{schema}\"";
        Publication = "akkacachesim_" + schema;
    }

    /// <summary>The schema.</summary>
    public string Schema { get; }

    /// <summary>The schema as SQL names it.</summary>
    public string Quoted { get; }

    /// <summary>The publication. The replication slot has the same name with the database's number behind it: slots are the server's.</summary>
    public string Publication { get; }
}
