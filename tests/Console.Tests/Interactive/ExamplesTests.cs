using AkkaCacheSim.Console.Interactive;

namespace AkkaCacheSim.Console.Tests.Interactive;

/// <summary>The examples that help shows.</summary>
public sealed class ExamplesTests
{
    [Fact]
    public void Every_command_has_examples_that_the_command_line_takes()
    {
        foreach (var command in SessionCommands.Programs)
        {
            Assert.True(Examples.Of(command.Name).Count > 0, $"'help {command.Name}' shows no example: Examples.cs has none");
            foreach (var line in Examples.Of(command.Name))
            {
                var words = Words.Split(line);
                Assert.Equal(command.Name, words[0]);
                Assert.Empty(command.Parse(words[1..]).Errors.Select(error => $"{line}: {error.Message}"));
            }
        }
    }
}
