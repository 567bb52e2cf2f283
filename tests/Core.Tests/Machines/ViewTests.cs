using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Machines;

public sealed class ViewTests
{
    [Fact]
    public void WhenMembersComeInAnyOrder_ThenTheViewOrdersThemByRoleAndNumber()
    {
        Address tenth = new(Role.Node, 10, 1), second = new(Role.Node, 2, 4);
        var view = new View([Who.Origin, tenth, Who.Invalidator, second, Who.Coordinator, Who.Node]);
        Assert.Equal([Who.Node, second, tenth], view.Nodes);
        Assert.Equal([Who.Invalidator], view.Invalidators);
        Assert.Equal([Who.Coordinator], view.Coordinators);
        Assert.Equal(Who.Origin, view.Origin);
        Assert.True(view.Has(second));
        Assert.False(view.Has(second with { Incarnation = 5 }));
    }

    [Fact]
    public void WhenThereIsNoOrigin_ThenItsAddressIsTheDefault() => Assert.Equal(default, View.Empty.Origin);
}
