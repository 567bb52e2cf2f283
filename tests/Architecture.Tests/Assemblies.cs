using Mono.Cecil;

namespace AkkaCacheSim.Architecture.Tests;

/// <summary>Our assemblies as they lie beside the test, read without loading them.</summary>
internal static class Assemblies
{
    public const string Ours = "AkkaCacheSim.";
    public const string Console = "akkacachesim";
    public const string Core = Ours + "Core";
    public const string Simulation = Ours + "Simulation";
    public const string Checker = Ours + "Checker";

    /// <summary>An assembly.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its only module.</returns>
    public static ModuleDefinition Open(string name) => ModuleDefinition.ReadModule(PathOf(name));

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");

    /// <summary>The names of our own assemblies that an assembly references.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <returns>Names, sorted.</returns>
    public static string[] OwnReferencesOf(string name)
    {
        using var module = Open(name);
        return [.. module.AssemblyReferences.Select(reference => reference.Name).Where(IsOurs).Order(StringComparer.Ordinal)];
    }

    /// <summary>Every type outside an assembly that its metadata names, generic arguments and members' owners included.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <returns>Full names.</returns>
    public static string[] ForeignTypesOf(string name)
    {
        using var module = Open(name);
        return [.. module.GetTypeReferences().Select(type => type.FullName).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Every member outside an assembly that its code uses, as <c>Type::Member</c>.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <returns>Full names.</returns>
    public static string[] ForeignMembersOf(string name)
    {
        using var module = Open(name);
        return [.. module.GetMemberReferences().Select(member => $"{member.DeclaringType?.FullName}::{member.Name}").Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool IsOurs(string name) => name.StartsWith(Ours, StringComparison.Ordinal) || name == Console;
}
