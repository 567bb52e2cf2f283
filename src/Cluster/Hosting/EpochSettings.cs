using System.Text.Json;
using Akka.Cluster;
using Akka.DistributedData;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>
/// The settings that a cluster runs under, and which in the order of its changes they are. They are replicated to every process as one
/// register of Akka.DistributedData: its value is the settings as JSON text, its clock the epoch, so that the later epoch wins wherever two meet.
/// </summary>
/// <param name="Epoch">0 for the settings that it was started with; each change is one more.</param>
/// <param name="Settings">The settings, checked.</param>
public sealed record EpochSettings(long Epoch, SimSettings Settings)
{
    /// <summary>The register's key.</summary>
    public static readonly LWWRegisterKey<string> Key = new("settings");

    /// <summary>The settings in a register.</summary>
    /// <param name="register">A register that <see cref="Register"/> made.</param>
    /// <returns>The settings.</returns>
    public static EpochSettings Of(LWWRegister<string> register)
    {
        ArgumentNullException.ThrowIfNull(register);
        return new EpochSettings(register.Timestamp, JsonSerializer.Deserialize<SimSettings>(register.Value)!);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The settings.</returns>
    public static EpochSettings Load(string path) => JsonSerializer.Deserialize<EpochSettings>(File.ReadAllText(path))!;

    /// <summary>The settings as a register.</summary>
    /// <param name="by">Who writes them.</param>
    /// <returns>The register.</returns>
    public LWWRegister<string> Register(UniqueAddress by) => new(by, JsonSerializer.Serialize(Settings), Epoch);

    /// <summary>Writes the settings for processes that start later.</summary>
    /// <param name="path">The file; whoever reads it sees the old settings or the new ones, never a part.</param>
    public void Save(string path)
    {
        var aside = path + ".new";
        File.WriteAllText(aside, JsonSerializer.Serialize(this));
        File.Move(aside, path, overwrite: true);
    }
}
