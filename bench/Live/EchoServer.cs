using Akka.Actor;

namespace AkkaCacheSim.Bench.Live;

/// <summary>The other end of the echo, in a process of its own: says its address, and leaves when its input ends.</summary>
internal static class EchoServer
{
    /// <summary>What this program is called with to be the server.</summary>
    public const string Argument = "echo-server";

    public const string ActorName = "server";

    public static async Task<int> RunAsync()
    {
        var system = EchoSystem.Start();
        system.ActorOf(Props.Create<Echo>(), ActorName);
        System.Console.WriteLine(((ExtendedActorSystem)system).Provider.DefaultAddress);
        using var input = System.Console.OpenStandardInput();
        while (await input.ReadAsync(new byte[1]) > 0)
        {
            // Nothing is ever said; only the end counts.
        }

        await system.Terminate();
        return 0;
    }

    private sealed class Echo : ReceiveActor
    {
        private byte[] _reply = [];

        public Echo() => Receive<EchoBatch>(HandleBatch);

        private void HandleBatch(EchoBatch batch)
        {
            if (_reply.Length != batch.ReplyBytes) _reply = new byte[batch.ReplyBytes];
            var replies = new byte[batch.Items.Length][];
            Array.Fill(replies, _reply);
            Sender.Tell(new EchoBatch(replies, batch.ReplyBytes));
        }
    }
}
