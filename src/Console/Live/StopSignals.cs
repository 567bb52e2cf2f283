using System.Runtime.InteropServices;

namespace AkkaCacheSim.Console.Live;

/// <summary>Signals of the operating system as a token: instead of ending the process they cancel it.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations;

    /// <summary>Listens.</summary>
    /// <param name="signals">To which signals.</param>
    public StopSignals(params ReadOnlySpan<PosixSignal> signals)
    {
        _registrations = new List<PosixSignalRegistration>(signals.Length);
        foreach (var signal in signals) _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Ctrl-C, or being told to end: what a command in the foreground listens to.</summary>
    public static StopSignals ForCommand() => new(PosixSignal.SIGINT, PosixSignal.SIGTERM);

    /// <summary>Does what a signal does.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        Stop();
    }
}
