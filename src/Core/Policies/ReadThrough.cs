using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>The application asks the cache only: on a miss the owner reads the origin, keeps what it read and answers with it.</summary>
public sealed class ReadThrough() : OwnerRead(MessageKind.Load, MessageKind.Reload);
