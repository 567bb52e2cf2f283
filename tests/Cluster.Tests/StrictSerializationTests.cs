using System.Runtime.Serialization;
using Akka.Actor;
using Akka.DistributedData.Serialization;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AkkaCacheSim.Cluster.Tests;

/// <summary>What a process of ours lets onto the network, asked of an actor system that is set up as theirs are.</summary>
public sealed class StrictSerializationTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("akkacachesim-test-");
    private readonly IHost _host;

    public StrictSerializationTests() => _host = new HostBuilder()
        .ConfigureServices(services => services.AddClusterProcess(Setup(), _ => Props.Empty))
        .Build();

    private ActorSystem Actors => _host.Services.GetRequiredService<ActorSystem>();

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void WhenAMessageIsOurs_ThenOurSerializerWritesIt()
    {
        foreach (var sample in Samples.All)
        {
            var serializer = Actors.Serialization.FindSerializerFor(sample);
            Assert.IsType<WireSerializer>(serializer);
            var read = Actors.Serialization.Deserialize(serializer.ToBinary(sample), serializer.Identifier, Codec.Manifest(sample));
            Assert.Equal(Codec.Text(sample), Codec.Text(read));
        }
    }

    [Fact]
    public void WhenSettingsAreReplicated_ThenAkkasOwnSerializerWritesThem()
    {
        var register = EpochSettingsTests.Sample();
        var serializer = Assert.IsType<ReplicatedDataSerializer>(Actors.Serialization.FindSerializerFor(register));
        Assert.Equal(register, serializer.FromBinary(serializer.ToBinary(register), serializer.Manifest(register)));
    }

    [Fact]
    public void WhenATypeIsNotRegistered_ThenItDoesNotTravel()
    {
        var refused = Record.Exception(() => Actors.Serialization.FindSerializerFor(new Stranger("s")).ToBinary(new Stranger("s")));
        Assert.IsType<SerializationException>(refused, exactMatch: false);
    }

    private ProcessSetup Setup() => new(Role.Console, 0, new SimSettings(), _folder.FullName, [], "127.0.0.1", Record: false);

    private sealed record Stranger(string Text);
}
