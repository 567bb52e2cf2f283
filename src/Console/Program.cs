return await AkkaCacheSim.Console.Commands.CommandLine.RunAsync(args);
