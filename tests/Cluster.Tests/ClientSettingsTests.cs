using AkkaCacheSim.Cluster.Kafka;

namespace AkkaCacheSim.Cluster.Tests;

/// <summary>Files of Kafka client settings.</summary>
public sealed class ClientSettingsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    private IReadOnlyDictionary<string, string> Read(string text)
    {
        File.WriteAllText(_path, text);
        return ClientSettings.Read(_path);
    }

    [Fact]
    public void WhenLinesAreSettings_ThenTheyAreRead_AndRemarksAreNot()
    {
        var settings = Read("# security\n\nsecurity.protocol = SASL_SSL\nsasl.password=a=b \r\nsasl.password=c=d\n");
        Assert.Equal([new("sasl.password", "c=d"), new("security.protocol", "SASL_SSL")], settings.OrderBy(setting => setting.Key));
    }

    [Fact]
    public void WhenThereIsNoFile_ThenThereAreNoSettings() => Assert.Empty(ClientSettings.Read(string.Empty));

    [Theory]
    [InlineData("security.protocol=SSL\nsecret", "line 2: name=value was expected")]
    [InlineData("=secret", "line 1: name=value was expected")]
    [InlineData("group.id=secret", "line 1: group.id is not for a file to say; another setting was expected")]
    [InlineData("enable.auto.commit = secret", "line 1: enable.auto.commit is not for a file to say; another setting was expected")]
    public void WhenALineIsNone_ThenItsNumberIsSaidAndNotWhatIsInIt(string text, string message)
    {
        var e = Assert.Throws<FormatException>(() => Read(text));
        Assert.Equal(message, e.Message);
    }

    [Fact]
    public void WhenTheFileIsNotThere_ThenOneLineSaysSo()
    {
        var e = Assert.Throws<FormatException>(() => ClientSettings.Read(_path + ".none"));
        Assert.DoesNotContain('\n', e.Message);
    }
}
