using System.Security.Cryptography;
using System.Text;

namespace AkkaCacheSim.Dashboard.Hosting;

/// <summary>What a browser must have to see a page that is served to other machines. It outlives the cluster, so that an open page comes back with the next one.</summary>
internal sealed class DashboardToken
{
    private const int Bytes = 32;

    private readonly byte[] _expected;

    private DashboardToken(string text)
    {
        Text = text;
        _expected = Encoding.ASCII.GetBytes(text);
    }

    /// <summary>The token.</summary>
    public string Text { get; }

    /// <summary>The token of a data folder, made when there is none. The file is readable by its owner only.</summary>
    /// <param name="folder">The data folder.</param>
    public static DashboardToken Of(string folder)
    {
        var file = Path.Combine(folder, "dashboard-token");
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: Bytes * 2 } kept) return new DashboardToken(kept);
        File.Delete(file);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.ASCII.GetBytes(token));
        return new DashboardToken(token);
    }

    /// <summary>Whether it is what somebody has given; takes as long for any answer.</summary>
    /// <param name="given">What was given.</param>
    public bool Is(string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _expected);
}
