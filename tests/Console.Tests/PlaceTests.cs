using System.Globalization;
using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests;

public sealed class PlaceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_s_owner_and_slot_are_shown()
    {
        var placed = (await Cli.RunAsync("place", "--placement", "slots", "--node", "a", "--node", "b", "--node", "c", "foo", "{user1000}.following", "--json")).Json();
        Assert.Equal([("foo", "c", 12182), ("{user1000}.following", "a", 3443)], Owners(placed).Select(owner => (owner.Key, owner.Node, (int)owner.Hash)));
        Assert.Equal(1.5, placed.GetProperty("imbalance").GetDouble());
        Assert.Equal(JsonValueKind.Null, placed.GetProperty("moved").ValueKind);
    }

    // spymemcached's published owners.
    [Fact]
    public async Task Nodes_can_be_a_list_and_have_any_name()
    {
        var placed = (await Cli.RunAsync("place", "--placement", "ketama", "--node", "127.0.0.1:10000,127.0.0.1:10001,127.0.0.1:10002,127.0.0.1:10003", "dustin", "noelani", "V5XS8C8N", "--json")).Json();
        Assert.Equal(["127.0.0.1:10000", "127.0.0.1:10002", "127.0.0.1:10003"], Owners(placed).Select(owner => owner.Node));
    }

    [Fact]
    public async Task A_murmur3_token_can_be_negative()
    {
        var placed = (await Cli.RunAsync("place", "--placement", "ring", "--hash", "murmur3", "--node", "a", "123", "--json")).Json();
        Assert.Equal(-7468325962851647638, Assert.Single(Owners(placed)).Hash);
    }

    [Fact]
    public async Task Keys_of_a_file_follow_those_of_the_command_line()
    {
        var result = (await Cli.RunAsync("place", "--node", "a", "--keys-file", _folder.Write("keys.txt", "k2", "k 3"), "k1")).Succeeded();
        Assert.Equal(["key", "k1", "k2", "3"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[^1]));
        Assert.Contains("3 keys on 1 nodes, imbalance max/mean 1.000", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_joiner_and_a_leaver_move_is_shown()
    {
        var keys = _folder.Write("keys.txt", [.. Enumerable.Range(0, 20_000).Select(i => $"k{i}")]);
        var moved = (await Cli.RunAsync("place", "--placement", "jump", "--node", "a,b,c,d", "--join", "e", "--keys-file", keys, "--json")).Json().GetProperty("moved");
        Assert.InRange(moved.GetProperty("share").GetDouble(), 0.19, 0.21);
        Assert.Equal(0, moved.GetProperty("betweenStayers").GetInt64());
        Assert.All(moved.GetProperty("fromTo").EnumerateArray(), flow => Assert.Equal("e", flow.GetProperty("to").GetString()));
        Assert.Equal(moved.GetProperty("keys").GetInt64(), moved.GetProperty("fromTo").EnumerateArray().Sum(flow => flow.GetProperty("keys").GetInt64()));

        var text = (await Cli.RunAsync("place", "--placement", "jump", "--node", "a,b,c,d", "--leave", "d", "--keys-file", keys)).Succeeded();
        Assert.Equal(["from", "d", "d", "d"], text.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
        Assert.Contains("0 between nodes that stay", text.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_no_key_is_named()
    {
        var keys = _folder.Write("keys.txt", "k1", string.Empty);
        (await Cli.RunAsync("place", "--node", "a", "--keys-file", keys, "--json")).Refused(2, "keys.txt, line 2");
    }

    private static IEnumerable<(string Key, string Node, long Hash)> Owners(JsonElement placed) => placed.GetProperty("owners").EnumerateArray()
        .Select(owner => (owner.GetProperty("key").GetString()!, owner.GetProperty("node").GetString()!, long.Parse(owner.GetProperty("hash").GetRawText(), CultureInfo.InvariantCulture)));
}
