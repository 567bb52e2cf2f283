using AkkaCacheSim.Core.Nodes;
using NetArchTest.Rules;

namespace AkkaCacheSim.Architecture.Tests;

/// <summary>The model is free of I/O: no Akka, no clock, no threads, no sockets, no files.</summary>
public sealed class CoreTests
{
    private static readonly string[] ForbiddenTypes =
    [
        "Akka.", "Confluent.", "Microsoft.Data.", "Npgsql",
        "System.Threading.", "System.Timers.",
        "System.IO.File", "System.IO.Directory", "System.IO.Path", "System.IO.Stream", "System.IO.TextWriter", "System.IO.TextReader", "System.IO.Pipes.",
        "System.Net.", "System.Console", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.TimeProvider", "System.Random", "System.Guid", "System.Security.Cryptography.RandomNumberGenerator",
    ];

    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
    ];

    [Fact]
    public void WhenCoreIsRead_ThenItNamesNoTypeThatDoesIo()
    {
        var types = Assemblies.ForeignTypesOf(Assemblies.Core);
        Assert.Contains("System.Object", types);
        Assert.DoesNotContain(types, IsForbidden);
    }

    [Fact]
    public void WhenCoreIsRead_ThenItAsksNoClock() => Assert.Empty(Assemblies.ForeignMembersOf(Assemblies.Core).Intersect(ForbiddenMembers));

    // The compiler's iterators ask for the thread they are on, and that is all.
    [Fact]
    public void WhenCoreIsRead_ThenItAsksNothingOfItsSurroundings() => Assert.Equal(
        ["System.Environment::get_CurrentManagedThreadId"],
        Assemblies.ForeignMembersOf(Assemblies.Core).Where(member => member.StartsWith("System.Environment::", StringComparison.Ordinal)));

    [Fact]
    public void WhenCoreIsRead_ThenItsTypesDependOnNoActorsAndNoTasks()
    {
        var result = Types.InAssembly(typeof(CacheNode).Assembly).ShouldNot().HaveDependencyOnAny("Akka", "System.Threading.Tasks", "System.Net").GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Theory]
    [InlineData("System.Threading.Tasks.Task", true)]
    [InlineData("System.Threading.Thread", true)]
    [InlineData("System.IO.FileStream", true)]
    [InlineData("System.IO.Hashing.XxHash3", false)]
    [InlineData("System.Diagnostics.Stopwatch", true)]
    [InlineData("System.Diagnostics.Debug", false)]
    [InlineData("Akka.Actor.IActorRef", true)]
    public void WhenATypeIsJudged_ThenIoIsToldFromTheRest(string type, bool forbidden) => Assert.Equal(forbidden, IsForbidden(type));

    // The rules above see what they look for: a driver beside Core does all of it.
    [Fact]
    public void WhenADriverIsRead_ThenTheSameRulesFindItsIo() =>
        Assert.Contains(Assemblies.ForeignTypesOf(Assemblies.Ours + "Origin"), IsForbidden);

    private static bool IsForbidden(string type) => ForbiddenTypes.Any(prefix =>
        type.StartsWith(prefix, StringComparison.Ordinal) && (prefix[^1] == '.' || prefix.StartsWith("System.IO.", StringComparison.Ordinal) || type.Length == prefix.Length));
}
