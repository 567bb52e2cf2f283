using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Coordinators;

/// <content>The background job that loads hot keys anew.</content>
public sealed partial class Coordinator
{
    private long _refreshAt = Durations.None;

    private void ScheduleRefresh()
    {
        _refreshAt = _settings.RefreshEvery == Durations.None ? Durations.None : _now + _settings.RefreshEvery;
        ArmTimer();
    }

    private void RefreshHot()
    {
        foreach (var key in _hot.Keys.Where(IsMine).ToList())
        {
            for (var copy = 0; _placement is { } placement && copy < Math.Min(_settings.CopiesOfHot, placement.Members.Length); copy++) Refresh(key, copy, placement);
        }

        ScheduleRefresh();
    }

    // Each key is one coordinator's business.
    private bool IsMine(string key)
    {
        var place = _view.Coordinators.IndexOf(Self);
        return place >= 0 && (int)(KeyHash.Of(key) % (ulong)_view.Coordinators.Length) == place;
    }

    private void Refresh(string key, int copy, MemberPlacement<Address> placement)
    {
        if (_flights.Count == FlightTable.Bound) return;
        var flight = _flights.Add(new Flight
        {
            Kind = MessageKind.Get,
            Refresh = true,
            Key = key,
            CacheKey = _hot.NamesOf(key, placement.Members.Length)[copy],
            Owner = placement.Owner(key, copy),
            Read = _read,
            StartedAt = _now,
            StepAt = _now,
        });
        _read.Renew(this, flight);
    }
}
