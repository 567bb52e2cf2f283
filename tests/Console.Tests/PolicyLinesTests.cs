using AkkaCacheSim.Console.Commands;
using AkkaCacheSim.Dashboard.Controls;

namespace AkkaCacheSim.Console.Tests;

/// <summary>The page says of everything that <c>configure</c> can change what it does and how it fails.</summary>
public sealed class PolicyLinesTests
{
    public static TheoryData<string> Changeable => [.. SettingChanges.Completions("").Select(completion => completion.TrimEnd('='))];

    [Theory]
    [MemberData(nameof(Changeable))]
    public void WhenASettingCanChange_ThenThePageExplainsItAndEachOfItsValues(string name)
    {
        var policy = Policies.Find(name);
        Assert.NotNull(policy);
        Assert.InRange(policy.Line.Length, 20, 200);

        // What a list has when nothing is in it is no choice of its own.
        var values = SettingValues.Of(name).Where(value => value != policy.Empty);
        Assert.Equal(values.Order(), policy.Choices.Select(choice => choice.Name).Order());
        Assert.All(policy.Choices, choice => Assert.InRange(choice.Line.Length, 20, 200));
    }

    [Fact]
    public void WhenThePageExplainsASetting_ThenItCanChange() =>
        Assert.Empty(Policies.Groups.SelectMany(group => group.Policies).Select(policy => policy.Name).Except(Changeable.Select(row => row.Data)));
}
