namespace AkkaCacheSim.Bench.Reporting;

/// <summary>Repeated measurements of one figure. The median stands for them: other work on the machine only ever slows some of them down.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public double Median
    {
        get
        {
            var sorted = _values.Order().ToList();
            return sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public double Least => _values.Min();

    public double Most => _values.Max();

    public void Add(double value) => _values.Add(value);
}
