namespace AkkaCacheSim.Checker;

/// <summary>What stands in a field of the line at hand.</summary>
internal enum FieldForm
{
    Absent,
    Null,
    Text,
    Integer,
    Truth,
    Other,
}
