using System.Reflection;
using System.Runtime.InteropServices;
using AkkaCacheSim.Origin.Rows;

namespace AkkaCacheSim.Origin.Kafka;

/// <summary>The calls of librdkafka's mock cluster, which Confluent.Kafka ships but does not wrap.</summary>
/// <remarks>
/// Bound by hand and not with DllImport, whose name cannot vary: on Debian 12 the first build of the library does not
/// load (libsasl2.so.3), and Confluent.Kafka itself then takes the next.
/// </remarks>
internal sealed class LibRdKafka
{
    private static readonly string[] Names = ["librdkafka", "centos8-librdkafka", "alpine-librdkafka"];
    private static readonly Lazy<LibRdKafka> Shared = new(() => new LibRdKafka(Load()));

    private LibRdKafka(nint library)
    {
        NewConf = Bind<NoArguments>(library, "rd_kafka_conf_new");
        SetConf = Bind<SetConfiguration>(library, "rd_kafka_conf_set");
        New = Bind<NewHandle>(library, "rd_kafka_new");
        Destroy = Bind<Handle>(library, "rd_kafka_destroy");
        NewCluster = Bind<HandleAndNumber>(library, "rd_kafka_mock_cluster_new");
        DestroyCluster = Bind<Handle>(library, "rd_kafka_mock_cluster_destroy");
        Bootstraps = Bind<HandleToPointer>(library, "rd_kafka_mock_cluster_bootstraps");
        CreateTopic = Bind<NewTopic>(library, "rd_kafka_mock_topic_create");
        RebalanceDelay = Bind<SetNumber>(library, "rd_kafka_mock_group_initial_rebalance_delay_ms");
        BrokerDown = Bind<BrokerCall>(library, "rd_kafka_mock_broker_set_down");
        BrokerUp = Bind<BrokerCall>(library, "rd_kafka_mock_broker_set_up");
        BrokerAddress = Bind<SetAddress>(library, "rd_kafka_mock_broker_set_host_port");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate nint NoArguments();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate void Handle(nint handle);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate nint HandleToPointer(nint handle);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate nint HandleAndNumber(nint handle, int number);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate void SetNumber(nint handle, int number);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int BrokerCall(nint cluster, int broker);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate void SetAddress(nint handle, int broker, [MarshalAs(UnmanagedType.LPUTF8Str)] string host, int port);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int SetConfiguration(nint conf, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, byte[] error, nuint errorSize);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate nint NewHandle(int type, nint conf, byte[] error, nuint errorSize);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int NewTopic(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partitions, int replicas);

    /// <summary>The library, loaded once a process.</summary>
    /// <exception cref="OriginUnavailableException">None of its builds loads, or it lacks a call.</exception>
    public static LibRdKafka Instance => Shared.Value;

    public NoArguments NewConf { get; }

    public SetConfiguration SetConf { get; }

    public NewHandle New { get; }

    public Handle Destroy { get; }

    public HandleAndNumber NewCluster { get; }

    public Handle DestroyCluster { get; }

    public HandleToPointer Bootstraps { get; }

    public NewTopic CreateTopic { get; }

    public SetNumber RebalanceDelay { get; }

    public BrokerCall BrokerDown { get; }

    public BrokerCall BrokerUp { get; }

    public SetAddress BrokerAddress { get; }

    private static nint Load()
    {
        foreach (var name in Names)
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), null, out var library)) return library;
        throw new OriginUnavailableException($"embedded broker: none of {string.Join(", ", Names)} could be loaded", null);
    }

    private static T Bind<T>(nint library, string name) where T : Delegate =>
        NativeLibrary.TryGetExport(library, name, out var address)
            ? Marshal.GetDelegateForFunctionPointer<T>(address)
            : throw new OriginUnavailableException($"embedded broker: librdkafka has no {name}", null);
}
