using AkkaCacheSim.Bench;

return await BenchCommand.RunAsync(args);
