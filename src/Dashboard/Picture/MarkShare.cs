namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>Reckons how much of what happens is seen travelling, over the last seconds.</summary>
public sealed class MarkShare
{
    /// <summary>Over how many batches it is reckoned.</summary>
    public const int Batches = 30;

    private readonly Queue<(double Happened, int Drawn)> _batches = new();
    private long _seen = -1;

    /// <summary>A batch was drawn.</summary>
    /// <param name="watch">What the processes have done.</param>
    /// <param name="drawable">How many journeys its lines make.</param>
    /// <param name="drawn">How many of them were drawn.</param>
    public void Add(WatchView watch, int drawable, int drawn)
    {
        ArgumentNullException.ThrowIfNull(watch);

        // The count begins anew when somebody begins to watch. A line is more than a journey, in the proportion of the batch.
        var seen = _seen >= 0 && watch.Seen >= _seen ? watch.Seen - _seen : watch.Lines.Count;
        _seen = watch.Seen;
        var happened = watch.Lines.Count == 0 ? 0 : Math.Max(drawable, seen * (double)drawable / watch.Lines.Count);
        _batches.Enqueue((happened, drawn));
        if (_batches.Count > Batches) _batches.Dequeue();
    }

    /// <summary>The share in words.</summary>
    public string Words
    {
        get
        {
            var (happened, drawn) = (_batches.Sum(batch => batch.Happened), _batches.Sum(batch => batch.Drawn));
            if (happened < 1) return "Nothing is under way.";
            if (drawn >= happened * 0.95) return "The marks show all that happens.";
            return drawn == 0 ? "The marks are a sample of what happens." : $"The marks are a sample: about 1 in {FigureText.Count(Rounded(happened / drawn))} of what happens.";
        }
    }

    // Two digits: a text that flickers cannot be read.
    private static double Rounded(double ratio)
    {
        if (ratio < 10) return Math.Max(2, Math.Round(ratio));
        var unit = Math.Pow(10, Math.Floor(Math.Log10(ratio)) - (ratio < 100 ? 0 : 1));
        return Math.Round(ratio / unit) * unit;
    }
}
