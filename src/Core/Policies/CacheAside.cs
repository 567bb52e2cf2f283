using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>The application asks the cache, on a miss reads the origin, and fills the cache with what it read.</summary>
public sealed class CacheAside() : OwnerRead(MessageKind.Lookup, MessageKind.Renew);
