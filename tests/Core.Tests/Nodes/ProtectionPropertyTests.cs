using CsCheck;

namespace AkkaCacheSim.Core.Tests.Nodes;

public sealed class ProtectionPropertyTests
{
    [Fact]
    public void Under_any_protections_every_reader_is_answered_once_and_in_time_and_no_copy_is_older_than_the_news() =>
        Gen.Int[0, int.MaxValue].Sample(seed => new ProtectionRun(seed).Run(steps: 300), iter: 2_000);
}
