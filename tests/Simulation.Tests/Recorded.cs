using System.Text;
using AkkaCacheSim.Checker;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>A history in memory.</summary>
internal sealed class Recorded : IDisposable
{
    private readonly MemoryStream _stream = new();

    public Recorded() => History = new VirtualHistory(_stream);

    public VirtualHistory History { get; }

    public byte[] Bytes()
    {
        History.Flush();
        return _stream.ToArray();
    }

    public CheckReport Check() => HistoryCheck.Run([new StringReader(Encoding.UTF8.GetString(Bytes()))]);

    public void Dispose()
    {
        History.Dispose();
        _stream.Dispose();
    }
}
