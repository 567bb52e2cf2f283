using System.Globalization;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>Akka's log as a file: the console process has a person at its standard output, and a result on it.</summary>
public sealed class LogFile : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    /// <summary>The setting that holds the file's path.</summary>
    public const string PathSetting = "akkacachesim.log-file";

    private readonly StreamWriter _file;

    /// <summary>Opens the file that the configuration names, and makes its folder if need be.</summary>
    public LogFile()
    {
        var path = Context.System.Settings.Config.GetString(PathSetting);
        // A logger that can't start holds the whole actor system up until the start-up time-out.
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(line => _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.Timestamp:O} {line.LogLevel()} {line.LogSource}: {line}")));
    }

    /// <inheritdoc />
    protected override void PostStop() => _file.Dispose();
}
