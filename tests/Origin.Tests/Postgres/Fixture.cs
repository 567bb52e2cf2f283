using AkkaCacheSim.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]
