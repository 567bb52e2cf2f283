namespace AkkaCacheSim.Console.Interactive;

/// <summary>Lines that show what a command is good for.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> ByCommand = new()
    {
        ["up"] = ["up --detach", "up --detach --nodes 6 --placement ring --invalidation cdc"],
        ["down"] = ["down"],
        ["status"] = ["status", "status --json"],
        ["get"] = ["get colour", "get \"a key with spaces\""],
        ["set"] = ["set colour blue", "set 'a key' \"two\\nlines\""],
        ["del"] = ["del colour"],
        ["bypass"] = ["bypass set colour green", "bypass del colour"],
        ["load"] = ["load --rate 500 --duration 30s", "load --concurrency 8 --keys 1000 --theta 1.1 --write-share 0.1", "load stop"],
        ["events"] = ["events", "events --follow", "events --requests --follow"],
        ["configure"] = ["configure ttl=1s", "configure placement=ring vnodes=200", "configure invalidation=explicit,cdc"],
        ["add"] = ["add node"],
        ["kill"] = ["kill node-2"],
        ["stop"] = ["stop node-2"],
        ["pause"] = ["pause node-2"],
        ["resume"] = ["resume node-2"],
        ["partition"] = ["partition node-2 --for 5s", "partition node-0,node-1 node-2"],
        ["slow"] = ["slow node-2 20KB --for 30s"],
        ["heal"] = ["heal"],
        ["slots"] = ["slots move 0-1023 node-3"],
        ["restart"] = ["restart node-2", "restart origin"],
        ["compare"] = ["compare --mode virtual", "compare --invalidation explicit,cdc --ttl 5s", "compare --repeat 5 --fail-if 'cdc.staleRate > 0.01' --report compare.html"],
        ["agree"] = ["agree", "agree --read cache-aside --invalidation cdc --seed 7", "agree --rate 1000 --repeat 3 --report agree.html"],
        ["scenario"] = ["scenario list", "scenario ttl-sweep --mode virtual"],
        ["replay"] = ["replay trace.txt --eviction lru,sieve --capacity 1000"],
        ["place"] = ["place --placement ring --node a,b,c colour taste", "place --placement jump --node a,b,c --join d colour"],
        ["fuzz"] = ["fuzz", "fuzz --seeds 1..20000", "fuzz --plant list"],
        ["torment"] = ["torment --rounds 20", "torment --rounds 5 --seed 7 --read read-through"],
        ["check"] = ["check .akkacachesim/compare/cdc/history"],
    };

    /// <summary>Examples of a command; none for one that nobody has written any for.</summary>
    public static IReadOnlyList<string> Of(string command) => ByCommand.GetValueOrDefault(command, []);
}
