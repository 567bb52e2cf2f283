using System.Runtime.InteropServices;
using AkkaCacheSim.Console.Live;

namespace AkkaCacheSim.Console.Interactive;

/// <summary>A session with a person at a terminal: reads lines with completion and history, shows the status below, and goes on when the cluster does not.</summary>
internal sealed class InteractiveSession
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly string _data;
    private readonly SessionCommands _commands;
    private readonly ClusterWatch _watch;
    private readonly History _history;
    private readonly LineEditor _editor;
    private bool? _there;
    private (string Prompt, string Status) _drawn;

    private InteractiveSession(string data, SessionCommands commands, ClusterWatch watch)
    {
        _data = data;
        _commands = commands;
        _watch = watch;
        _history = new History(Path.Combine(data, "console-history"));
        _editor = new LineEditor(_history, new Completer(() => watch.Status?.Members.Select(member => member.Name) ?? []).Complete);
    }

    private string Prompt => _there == true ? "akkacachesim> " : "akkacachesim (no cluster)> ";

    private string Status => _watch.Status is { } status ? ClusterWatch.Line(status) : "no cluster; 'up --detach' starts one";

    /// <summary>Serves until the person leaves.</summary>
    public static async Task RunAsync(string data, SessionCommands commands)
    {
        await using var watch = await ClusterWatch.StartAsync(data);
        await new InteractiveSession(data, commands, watch).RunAsync();
    }

    private async Task RunAsync()
    {
        System.Console.Out.WriteLine("'help' lists the commands, Tab completes names, Ctrl-D leaves");
        while (!_commands.Over && await ReadLineAsync() is { } line)
        {
            _history.Add(line);

            // Ctrl-C is for the command while there is one.
            using var stop = new StopSignals(PosixSignal.SIGINT);
            await _commands.RunAsync(line, stop.Token);
        }
    }

    private async Task<string?> ReadLineAsync()
    {
        System.Console.TreatControlCAsInput = true;
        try
        {
            _editor.Begin();
            Announce();
            Draw();
            while (true)
            {
                if (TakeKeys() is { } end) return end == KeyResult.Entered ? _editor.Line.Text : null;
                if (Announce() || _drawn != (Prompt, Status)) Draw();
                await Task.Delay(LookEvery);
            }
        }
        finally
        {
            System.Console.TreatControlCAsInput = false;
        }
    }

    // All that have come, before anything is drawn: a pasted text is many.
    private KeyResult? TakeKeys()
    {
        var typed = false;
        while (System.Console.KeyAvailable)
        {
            typed = true;
            switch (_editor.Press(System.Console.ReadKey(intercept: true)))
            {
                case KeyResult.Entered:
                    Screen.Finish(Prompt, _editor.Line);
                    return KeyResult.Entered;
                case KeyResult.Left:
                    Screen.Clear();
                    return KeyResult.Left;
                case KeyResult.Cleared:
                    Screen.Finish(Prompt, _editor.Line);
                    _editor.Begin();
                    break;
                case KeyResult.Wiped:
                    Screen.Wipe();
                    break;
                case KeyResult.Choose:
                    Screen.Finish(Prompt, _editor.Line);
                    Screen.Say(Screen.Columns(_editor.Choices));
                    break;
            }
        }

        if (typed) Draw();
        return null;
    }

    private void Draw()
    {
        _drawn = (Prompt, Status);
        Screen.Draw(_drawn.Prompt, _editor.Line, _drawn.Status);
    }

    // Says when the cluster has gone and when it is back.
    private bool Announce()
    {
        var there = _watch.Status is not null;
        if (there == _there) return false;
        if (!there) Screen.Say($"no cluster answers on {_data}; trying again");
        else if (_there is not null) Screen.Say($"the cluster on {_data} answers");
        _there = there;
        return true;
    }
}
