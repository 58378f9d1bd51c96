package dev.regatta.coordinator;

import dev.regatta.coordinator.bench.BenchCommand;
import dev.regatta.coordinator.cli.RegattaCommand;
import java.time.InstantSource;
import picocli.CommandLine;

/** The launcher's commands, but for {@code regatta worker}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return RegattaCommand.commandLine()
                .addSubcommand(new ServerCommand())
                .addSubcommand(new DatabaseCommand(InstantSource.system()))
                .addSubcommand(new BenchCommand());
    }
}
