using Akka.Actor;
using Akka.Serialization;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Origin;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Cluster.Wire;

/// <summary>
/// The one serializer of what travels between processes. A manifest names the type and the version of its format: a change of a format is a new
/// version, and one that isn't known is refused.
/// </summary>
public sealed class WireSerializer : SerializerWithStringManifest
{
    [ThreadStatic]
    private static WireWriter? _writer;

    private static readonly Dictionary<Type, string> Manifests = new()
    {
        [typeof(Envelope)] = "E2",
        [typeof(GetStatus)] = "GS1",
        [typeof(ProcessStatus)] = "PS2",
        [typeof(StartWorkload)] = "SW1",
        [typeof(WorkloadPrepared)] = "WR1",
        [typeof(BeginWorkload)] = "BW1",
        [typeof(StopWorkload)] = "SO1",
        [typeof(WorkloadProgress)] = "WP1",
        [typeof(WorkloadDone)] = "WD1",
        [typeof(WorkloadFailed)] = "WF1",
        [typeof(EndHistory)] = "EH1",
        [typeof(HistoryEnded)] = "HE1",
        [typeof(FindBroker)] = "FB1",
        [typeof(BrokerAt)] = "BA1",
        [typeof(PartitionsAt)] = "PA1",
        [typeof(GetOriginSeries)] = "GO1",
        [typeof(OriginSamples)] = "OS1",
        [typeof(CutLinks)] = "CL1",
        [typeof(SlowLink)] = "SL1",
        [typeof(HealLinks)] = "HL1",
        [typeof(LinksSet)] = "LS1",
        [typeof(Watch)] = "WA1",
        [typeof(Watched)] = "WL1",
        [typeof(GetContents)] = "GC1",
        [typeof(Contents)] = "CO1",
        [typeof(GetRevisions)] = "GR1",
        [typeof(Revisions)] = "RV1",
    };

    /// <summary>Called by Akka.</summary>
    /// <param name="system">The actor system.</param>
    public WireSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>The types that it writes.</summary>
    public static IReadOnlyCollection<Type> Types => Manifests.Keys;

    /// <inheritdoc />
    public override int Identifier => 7_310;

    /// <inheritdoc />
    public override string Manifest(object o)
    {
        ArgumentNullException.ThrowIfNull(o);
        return Manifests.TryGetValue(o.GetType(), out var manifest) ? manifest : throw new WireFormatException($"{o.GetType().Name} does not travel");
    }

    /// <inheritdoc />
    public override byte[] ToBinary(object obj)
    {
        var wire = _writer ??= new WireWriter();
        wire.Clear();
        switch (obj)
        {
            case Envelope m: LetterFormat.Write(wire, m.Letters.Span); break;
            case ProcessStatus m: Write(wire, m); break;
            case StartWorkload m: Write(wire, m.Id, m.Spec, m.Trace); break;
            case WorkloadPrepared m: Write(wire, m.Id); wire.Long(m.At); break;
            case BeginWorkload m: Write(wire, m.Id); wire.Long(m.At); break;
            case StopWorkload m: Write(wire, m.Id); break;
            case WorkloadProgress m: Write(wire, m); break;
            case WorkloadDone m: Write(wire, m.Id); wire.Bytes(m.Report); break;
            case WorkloadFailed m: Write(wire, m.Id, m.Why); break;
            case HistoryEnded m: Write(wire, m.Name); break;
            case BrokerAt m: Write(wire, m.Bootstrap); break;
            case PartitionsAt m: Write(wire, m); break;
            case GetOriginSeries m: wire.Long(m.From); break;
            case OriginSamples m: Write(wire, m); break;
            case CutLinks m: Write(wire, m); break;
            case SlowLink m: Write(wire, m.Peer); wire.Long(m.BytesPerSecond); wire.Long(m.ForMs); break;
            case LinksSet m: Write(wire, m.Name); break;
            case Watch m: wire.Long(m.After); wire.Long(m.Level); break;
            case Watched m: WatchFormat.Write(wire, m); break;
            case GetContents m: wire.Long(m.Most); break;
            case Contents m: ContentsFormat.Write(wire, m); break;
            case GetRevisions m: ContentsFormat.Write(wire, m); break;
            case Revisions m: ContentsFormat.Write(wire, m); break;
            case GetStatus or EndHistory or FindBroker or HealLinks: break;
            default: throw new WireFormatException($"{obj?.GetType().Name} does not travel");
        }

        return wire.ToArray();
    }

    /// <inheritdoc />
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var wire = new WireReader(bytes);
        return manifest switch
        {
            "E2" => new Envelope(LetterFormat.Read(wire)),
            "GS1" => new GetStatus(),
            "PS2" => ReadStatus(wire),
            "SW1" => new StartWorkload(wire.Text(), wire.Text(), wire.String()),
            "WR1" => new WorkloadPrepared(wire.Text(), wire.Long()),
            "BW1" => new BeginWorkload(wire.Text(), wire.Long()),
            "SO1" => new StopWorkload(wire.Text()),
            "WP1" => new WorkloadProgress(wire.Text(), wire.Text(), wire.Double(), wire.Long()),
            "WD1" => new WorkloadDone(wire.Text(), wire.Bytes()),
            "WF1" => new WorkloadFailed(wire.Text(), wire.Text()),
            "EH1" => new EndHistory(),
            "HE1" => new HistoryEnded(wire.Text()),
            "FB1" => new FindBroker(),
            "BA1" => new BrokerAt(wire.Text()),
            "PA1" => ReadPartitionsAt(wire),
            "GO1" => new GetOriginSeries(wire.Long()),
            "OS1" => ReadSamples(wire),
            "CL1" => ReadCutLinks(wire),
            "SL1" => new SlowLink(wire.Text(), wire.Long(), wire.Long()),
            "HL1" => new HealLinks(),
            "LS1" => new LinksSet(wire.Text()),
            "WA1" => new Watch(wire.Long(), wire.Int()),
            "WL1" => WatchFormat.Read(wire),
            "GC1" => new GetContents(wire.Int()),
            "CO1" => ContentsFormat.ReadContents(wire),
            "GR1" => ContentsFormat.ReadQuestion(wire),
            "RV1" => ContentsFormat.ReadRevisions(wire),
            _ => throw new WireFormatException($"{manifest}: a message of another version"),
        };
    }

    private static void Write(WireWriter wire, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts) wire.String(text);
    }

    private static void Write(WireWriter wire, WorkloadProgress progress)
    {
        Write(wire, progress.Id, progress.Phase);
        wire.Double(progress.Progress);
        wire.Long(progress.Requests);
    }

    private static void Write(WireWriter wire, ProcessStatus status)
    {
        wire.String(status.Name);
        wire.Long(status.Incarnation);
        wire.Long(status.Members);
        wire.Long(status.Epoch);
        wire.Bool(status.Ready);
        wire.Long(status.Figures.Count);
        foreach (var (name, value) in status.Figures)
        {
            wire.String(name);
            wire.Long(value);
        }
    }

    private static void Write(WireWriter wire, PartitionsAt hosting)
    {
        LetterFormat.Address(wire, hosting.Process);
        wire.Long(hosting.Partitions.Count);
        foreach (var partition in hosting.Partitions) LetterFormat.Address(wire, partition);
    }

    private static PartitionsAt ReadPartitionsAt(WireReader wire)
    {
        var process = LetterFormat.Address(wire);
        var partitions = new Address[wire.Count(3)];
        for (var i = 0; i < partitions.Length; i++) partitions[i] = LetterFormat.Address(wire);
        return new PartitionsAt(process, partitions);
    }

    private static void Write(WireWriter wire, OriginSamples series)
    {
        wire.Long(series.Samples.Count);
        foreach (var sample in series.Samples)
        {
            wire.Long(sample.At);
            wire.Long(sample.Reads);
            wire.Long(sample.Writes);
            wire.Long(sample.Shed);
            wire.Long(sample.MaxBusy);
            wire.Long(sample.MaxWaiting);
        }
    }

    private static OriginSamples ReadSamples(WireReader wire)
    {
        var samples = new OriginSample[wire.Count(6)];
        for (var i = 0; i < samples.Length; i++) samples[i] = new OriginSample(wire.Long(), wire.Int(), wire.Int(), wire.Int(), wire.Int(), wire.Int());
        return new OriginSamples(samples);
    }

    private static void Write(WireWriter wire, CutLinks cut)
    {
        wire.Long(cut.ForMs);
        wire.Long(cut.Peers.Count);
        foreach (var peer in cut.Peers) wire.String(peer);
    }

    private static CutLinks ReadCutLinks(WireReader wire)
    {
        var time = wire.Long();
        var peers = new string[wire.Count()];
        for (var i = 0; i < peers.Length; i++) peers[i] = wire.Text();
        return new CutLinks(peers, time);
    }

    private static ProcessStatus ReadStatus(WireReader wire)
    {
        var name = wire.Text();
        var incarnation = wire.Int();
        var members = wire.Int();
        var epoch = wire.Long();
        var ready = wire.Bool();
        var figures = new Dictionary<string, long>();
        for (var left = wire.Count(); left > 0; left--) figures[wire.Text()] = wire.Long();
        return new ProcessStatus(name, incarnation, members, epoch, ready, figures);
    }
}
