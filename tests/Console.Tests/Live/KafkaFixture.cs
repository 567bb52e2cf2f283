using AkkaCacheSim.Tests.Support;

[assembly: AssemblyFixture(typeof(KafkaServer))]
