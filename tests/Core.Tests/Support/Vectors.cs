using System.Text.Json;

namespace AkkaCacheSim.Core.Tests.Support;

/// <summary>Published vectors, where the folder that has them lies beside the repository.</summary>
internal static class Vectors
{
    /// <summary>Reads a file of vectors; the test is skipped where there is none.</summary>
    public static JsonElement Read(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "vectors", name);
            if (!File.Exists(path)) continue;
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.Clone();
        }

        Assert.Skip($"{name} is not in a folder shared/vectors beside the repository");
        return default;
    }

    /// <summary>The whole numbers of an array.</summary>
    public static int[] Ints(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];
}
