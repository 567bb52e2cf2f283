using AkkaCacheSim.Console.Commands;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests;

/// <summary>Bad input is answered with one line that names it, and never with a stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--wat", "up", "--wat")]
    [InlineData("configure", "configure")]
    [InlineData("NAME=VALUE", "configure", "ttl")]
    [InlineData("one of preset, read, write", "configure", "telepathy=on")]
    [InlineData("one of preset, read, write", "configure", "=1s")]
    [InlineData("--ttl", "configure", "ttl=x")]
    [InlineData("--ttl", "configure", "ttl=")]
    [InlineData("nodes", "configure", "nodes=5")]
    [InlineData("slots", "configure", "ttl=1s", "slots=5")]
    [InlineData("coordinators", "configure", "coordinators=2")]
    [InlineData("invalidators", "configure", "invalidators=2")]
    [InlineData("seed", "configure", "seed=2")]
    [InlineData("bind", "configure", "bind=127.0.0.1")]
    [InlineData("--rate", "load", "--rate", "x")]
    [InlineData("--preload", "load", "--preload", "maybe")]
    [InlineData("KEY", "bypass", "set", "", "v")]
    [InlineData("dance", "dance")]
    [InlineData("get", "get")]
    [InlineData("set", "set", "key")]
    [InlineData("replay", "replay")]
    [InlineData("check", "check")]
    [InlineData("--nodes", "up", "--nodes", "0")]
    [InlineData("--nodes", "up", "--nodes", "65")]
    [InlineData("--nodes", "up", "--nodes", "many")]
    [InlineData("--nodes", "up", "--nodes", "-1")]
    [InlineData("--nodes", "up", "--nodes", "99999999999999999999")]
    [InlineData("--nodes", "up", "--detach", "--nodes", "0")]
    [InlineData("--nodes", "up", "--nodes")]
    [InlineData("--port", "up", "--port", "65536")]
    [InlineData("--port", "up", "--external")]
    [InlineData("--dashboard-port", "up", "--dashboard-port", "65536")]
    [InlineData("--dashboard-port", "up", "--detach", "--dashboard-port", "http")]
    [InlineData("--detach", "up", "--external", "--port", "4053", "--detach")]
    [InlineData("--external", "up", "--join", "origin:4053")]
    [InlineData("--join", "up", "--external", "--port", "4053", "--join", "origin")]
    [InlineData("--join", "role", "node-0", "--join", "console:4053,origin:x")]
    [InlineData("--slots", "compare", "--mode", "virtual", "--slots", "0")]
    [InlineData("--ttl", "up", "--ttl", "x")]
    [InlineData("--ttl", "compare", "--mode", "virtual", "--ttl", "0")]
    [InlineData("--timeout", "up", "--timeout", "none")]
    [InlineData("--read", "up", "--read", "telepathy")]
    [InlineData("--write", "up", "--write", "telepathy")]
    [InlineData("--placement", "up", "--placement", "telepathy")]
    [InlineData("--origin", "up", "--origin", "telepathy")]
    [InlineData("--origin", "up", "--origin", "postgres://")]
    [InlineData("colour=red", "up", "--origin", "postgres://u@h/d?colour=red")]
    [InlineData("sslmode=maybe", "up", "--detach", "--origin", "postgres://u@h/d?sslmode=maybe")]
    [InlineData("--origin", "compare", "--mode", "virtual", "--origin", "postgres://u@h/d")]
    [InlineData("--journal", "up", "--journal", "postgres")]
    [InlineData("--journal", "up", "--journal", "telepathy")]
    [InlineData("--schema", "up", "--schema", "Has Spaces")]
    [InlineData("origin", "configure", "origin=sqlite")]
    [InlineData("--kafka", "up", "--kafka", "nowhere")]
    [InlineData("--kafka", "up", "--kafka", "host:99999")]
    [InlineData("--kafka", "up", "--kafka", "a:1,,b:2")]
    [InlineData("--cdc", "up", "--cdc", "telepathy")]
    [InlineData("--origin postgres", "up", "--cdc", "debezium", "--kafka", "h:1")]
    [InlineData("--kafka HOST:PORT", "up", "--cdc", "debezium", "--origin", "postgres://u@h/d")]
    [InlineData("--kafka-config", "up", "--kafka", "h:1", "--kafka-config", "/nowhere/file")]
    [InlineData("kafka", "configure", "kafka=h:1")]
    [InlineData("--hash", "up", "--placement", "ring", "--hash", "telepathy")]
    [InlineData("--hash", "up", "--placement", "modulo", "--hash", "md5")]
    [InlineData("--weights", "up", "--weights", "1,2,1,1")]
    [InlineData("--weights", "up", "--placement", "ketama", "--weights", "1,2")]
    [InlineData("--weights", "up", "--placement", "ketama", "--weights", "1,2,-1,1")]
    [InlineData("--node", "place", "k")]
    [InlineData("--node", "place", "--node", "", "k")]
    [InlineData("--node", "place", "--node", "a,b,a", "k")]
    [InlineData("KEY", "place", "--node", "a")]
    [InlineData("KEY", "place", "--node", "a", "")]
    [InlineData("--placement", "place", "--placement", "telepathy", "--node", "a", "k")]
    [InlineData("--vnodes", "place", "--placement", "ring", "--vnodes", "0", "--node", "a", "k")]
    [InlineData("--weights", "place", "--node", "a,b", "--weights", "1,2", "k")]
    [InlineData("--weights", "place", "--placement", "ketama", "--node", "a,b", "--weights", "1,2,3", "k")]
    [InlineData("--join", "place", "--node", "a,b", "--join", "b", "k")]
    [InlineData("--leave", "place", "--node", "a,b", "--leave", "c", "k")]
    [InlineData("--leave", "place", "--node", "a,b", "--leave", "a,b", "k")]
    [InlineData("nowhere.txt", "place", "--node", "a", "--keys-file", "nowhere.txt")]
    [InlineData("--eviction", "up", "--eviction", "telepathy")]
    [InlineData("--invalidation", "up", "--invalidation", "cdc,telepathy")]
    [InlineData("--fill-guard", "up", "--fill-guard", "telepathy")]
    [InlineData("--service-time", "up", "--service-time", "soon")]
    [InlineData("--mode", "compare", "--mode", "telepathy")]
    [InlineData("--mode", "agree", "--mode", "live")]
    [InlineData("--rate", "agree", "--rate", "NaN")]
    [InlineData("--rate", "compare", "--mode", "virtual", "--rate", "NaN")]
    [InlineData("--write-share", "compare", "--mode", "virtual", "--write-share", "1.5")]
    [InlineData("--rest", "compare", "--mode", "virtual", "--rest", "none")]
    [InlineData("--users", "compare", "--mode", "virtual", "--users", "0")]
    [InlineData("KEY", "get", "")]
    [InlineData("nowhere.jsonl", "check", "nowhere.jsonl")]
    [InlineData("dancer", "role", "dancer", "--join", "127.0.0.1:1")]
    public async Task WhenTheUsageIsWrong_ThenOneLineNamesTheArgument(string named, params string[] args) =>
        (await Cli.RunAsync([args[0], "--data", _folder.PathOf("data"), .. args[1..]])).Refused(2, named);

    [Fact]
    public async Task WhenACommandIsMissing_ThenOneLineSaysSo() => (await Cli.RunAsync()).Refused(2, "ommand");

    [Theory]
    [InlineData("get")]
    [InlineData("set")]
    [InlineData("del")]
    public async Task WhenAKeyIsTooLong_ThenItIsRefusedBeforeAnyNetwork(string command)
    {
        // An argument of the operating system ends at 128 KiB.
        string[] value = command == "set" ? ["v"] : [];
        (await Cli.RunAsync([command, new string('k', 100_000), .. value, "--data", _folder.PathOf("data")])).Refused(2, "KEY");
        (await Cli.RunAsync([command, new string('k', 1_025), .. value, "--data", _folder.PathOf("data")])).Refused(2, "KEY");
    }

    // A megabyte does not fit the operating system's command line; the command's own entry takes it.
    [Fact]
    public async Task WhenAKeyHasAMegabyte_ThenItIsRefusedBeforeAnyNetwork()
    {
        foreach (var command in new[] { "get", "set", "del" })
        {
            var errors = System.Console.Error;
            using var said = new StringWriter();
            System.Console.SetError(said);
            try
            {
                string[] rest = command == "set" ? ["v"] : [];
                Assert.Equal(2, await CommandLine.RunAsync([command, new string('k', 1_000_000), .. rest, "--data", _folder.PathOf("data")]));
            }
            finally
            {
                System.Console.SetError(errors);
            }

            new CliResult(2, string.Empty, said.ToString()).Refused(2, "KEY");
        }
    }

    [Theory]
    [InlineData("store")]
    [InlineData("virtual")]
    [InlineData("live")]
    public async Task WhenATraceIsNoTrace_ThenOneLineNamesTheFile(string mode)
    {
        var binary = _folder.PathOf("binary");
        var bytes = new byte[50_000];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(binary, bytes, TestContext.Current.CancellationToken);
        var longLine = _folder.Write("long-line", "a", new string('k', 200_000));
        foreach (var file in new[] { binary, longLine, _folder.Write("empty"), _folder.Write("blank", "a", "", "b"), _folder.PathOf("missing"), _folder.FullPath })
        {
            (await Cli.RunAsync("replay", file, "--mode", mode, "--data", _folder.PathOf("data"))).Refused(2, file);
        }

        Assert.Empty(OsProcesses.Of(_folder.FullPath));
    }

    [Theory]
    [InlineData("--capacity", "--capacity", "0")]
    [InlineData("--capacity", "--capacity", "100,")]
    [InlineData("--eviction", "--eviction", "lru,telepathy")]
    public async Task WhenAReplaysOptionsAreWrong_ThenOneLineNamesTheOption(string named, params string[] options) =>
        (await Cli.RunAsync(["replay", _folder.Write("trace", "a"), .. options])).Refused(2, named);

    [Theory]
    [InlineData("get", "key")]
    [InlineData("set", "key", "value")]
    [InlineData("del", "key")]
    [InlineData("status")]
    [InlineData("events")]
    [InlineData("down")]
    [InlineData("configure", "ttl=1s", "invalidation=explicit,cdc")]
    [InlineData("kill", "node-0")]
    [InlineData("restart", "origin")]
    public async Task WhenNoClusterRunsOnTheFolder_ThenTheCommandFailsAndNamesIt(params string[] args)
    {
        var data = _folder.PathOf("data");
        (await Cli.RunAsync([.. args, "--data", data])).Refused(1, data);
        Assert.False(Directory.Exists(data), "a question made a folder");
    }

    [Fact]
    public async Task WhenTheClusterOfTheFolderIsGone_ThenTheCommandFailsAndNamesTheFolder()
    {
        _folder.Write("control.json", """{"Url":"http://127.0.0.1:1","Token":"t","Pid":999999}""");
        (await Cli.RunAsync("get", "key", "--data", _folder.FullPath)).Refused(1, _folder.FullPath);
        _folder.Write("control.json", "not what was written");
        (await Cli.RunAsync("status", "--data", _folder.FullPath)).Refused(1, _folder.FullPath);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("up", "--detach")]
    [InlineData("compare")]
    [InlineData("status")]
    public async Task WhenTheDataFolderIsAFile_ThenTheCommandFailsAndNamesIt(params string[] args)
    {
        var file = _folder.Write("file", "text");
        (await Cli.RunAsync([.. args, "--data", file])).Refused(1, file);
    }

    [Theory]
    [InlineData("up", "--bind", "203.0.113.1")]
    [InlineData("up", "--detach", "--bind", "203.0.113.1")]
    public async Task WhenTheAddressIsNotOfThisMachine_ThenUpFailsAndNamesIt(params string[] args)
    {
        (await Cli.RunAsync(120, [.. args, "--data", _folder.PathOf("data")])).Refused(1, "203.0.113.1");
        Assert.Empty(OsProcesses.Of(_folder.FullPath));
    }
}
