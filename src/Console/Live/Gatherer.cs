using Akka.Actor;

namespace AkkaCacheSim.Console.Live;

/// <summary>Asks several actors one question and gathers what they answer. An actor for each question: what answers another one, asked at the same time or given up, does not count.</summary>
/// <typeparam name="T">What an answer is.</typeparam>
internal sealed class Gatherer<T> : ReceiveActor, IWithTimers
{
    private readonly object _question;
    private readonly IReadOnlyCollection<IActorRef> _asked;
    private readonly TimeSpan _within;
    private readonly Action<IReadOnlyList<T>> _done;
    private readonly List<T> _answers = [];

    /// <param name="question">What is asked.</param>
    /// <param name="asked">Who is asked.</param>
    /// <param name="within">How long to wait for the last of them.</param>
    /// <param name="done">Told, once, what has come.</param>
    public Gatherer(object question, IReadOnlyCollection<IActorRef> asked, TimeSpan within, Action<IReadOnlyList<T>> done)
    {
        (_question, _asked, _within, _done) = (question, asked, within, done);
        Receive<T>(HandleAnswer);
        Receive<GaveUp>(_ => End());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartSingleTimer(GaveUp.Instance, GaveUp.Instance, _within);
        foreach (var actor in _asked) actor.Tell(_question);
        if (_asked.Count == 0) End();
    }

    private void HandleAnswer(T answer)
    {
        _answers.Add(answer);
        if (_answers.Count == _asked.Count) End();
    }

    private void End()
    {
        _done(_answers);
        Context.Stop(Self);
    }

    private sealed class GaveUp
    {
        public static readonly GaveUp Instance = new();
    }
}
