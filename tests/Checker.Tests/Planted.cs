namespace AkkaCacheSim.Checker.Tests;

/// <summary>Checks small planted histories; times in them are milliseconds, written as nanoseconds by <c>M</c>.</summary>
internal static class Planted
{
    /// <summary>Checks one history; every <c>M</c> after a digit stands for a million.</summary>
    public static CheckReport Check(string lines) => HistoryCheck.Run([new StringReader(Millions(lines))]);

    /// <summary>Checks several files of one run.</summary>
    public static CheckReport CheckFiles(params string[] files) =>
        HistoryCheck.Run(files.Select(file => (TextReader)new StringReader(Millions(file))));

    public static string Millions(string lines) =>
        System.Text.RegularExpressions.Regex.Replace(lines, @"(?<=\d)M\b", "000000");
}
