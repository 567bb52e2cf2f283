using System.CommandLine;

namespace AkkaCacheSim.Console.Commands;

/// <summary>One option that says something about a record: how it is called, and what its value does to the record.</summary>
/// <typeparam name="T">The record: settings, or a workload's specification.</typeparam>
internal sealed class NamedOption<T>
{
    private readonly Func<T, string, T> _apply;

    /// <summary>Names an option.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="help">One line.</param>
    /// <param name="apply">What a value does; a <see cref="UsageException"/> when it can't be read.</param>
    public NamedOption(string name, string help, Func<T, string, T> apply)
    {
        Option = new Option<string?>(name) { Description = help, HelpName = "VALUE" };
        Option.CompletionSources.Add([.. SettingValues.Of(Name)]);
        _apply = apply;
    }

    public Option<string?> Option { get; }

    /// <summary>The name without its dashes.</summary>
    public string Name => Option.Name.TrimStart('-');

    /// <summary>Applies a value.</summary>
    public T Apply(T record, string value) => _apply(record, value);

    /// <summary>Applies what is said under its name, if anything is.</summary>
    public T Apply(T record, IReadOnlyDictionary<string, string> values) => values.TryGetValue(Name, out var value) ? _apply(record, value) : record;

    /// <summary>Applies what the command line says, if it does.</summary>
    public T Apply(T record, ParseResult parsed) => parsed.GetValue(Option) is { } value ? _apply(record, value) : record;
}
