using AkkaCacheSim.Core.Coordinators;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.Coordinators;

public sealed class FlightTableTests
{
    [Fact]
    public void WhenFlightsComeAndGo_ThenOldestCountAndNumbersAreThoseOfAListModel() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1_000]).Array[0, 400].Sample(steps =>
        {
            var table = new FlightTable();
            var model = new List<(int Slot, long Number)>(); // the step that began first comes first
            var landed = new HashSet<long>();
            foreach (var (what, pick) in steps)
            {
                if (what <= 1)
                {
                    var slot = table.Add(new Flight());
                    Assert.DoesNotContain(model, flight => flight.Slot == slot);
                    model.Add((slot, table.NumberOf(slot)));
                    Assert.DoesNotContain(table.NumberOf(slot), landed);
                }
                else if (model.Count > 0)
                {
                    var place = pick % model.Count;
                    var flight = model[place];
                    model.RemoveAt(place);
                    if (what == 2) table.Renew(flight.Slot);
                    else table.Remove(flight.Slot);
                    if (what == 2) model.Add(flight);
                    else landed.Add(flight.Number);
                }

                Assert.Equal(model.Count, table.Count);
                Assert.Equal(model.Count == 0 ? -1 : model[0].Slot, table.Oldest);
                Assert.All(landed, number => Assert.Equal(-1, table.Find(number)));
                Assert.All(model, flight => Assert.Equal(flight.Number, table.NumberOf(flight.Slot)));
            }
        }, iter: 50);
}
