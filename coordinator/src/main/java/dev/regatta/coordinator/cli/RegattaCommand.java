package dev.regatta.coordinator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code regatta}: the root of all commands. */
@Command(
        name = "regatta",
        mixinStandardHelpOptions = true,
        version = "regatta 0.1.0-SNAPSHOT",
        description = "Experiment tracking server with a fleet of workers that survive preemption.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            BrokerCommand.class,
            StudyCommand.class,
            ReplayCommand.class,
            LedgerCommand.class,
            WhatIfCommand.class,
            FleetCommand.class,
            ReportCommand.class,
            MethodsCommand.class,
            MlflowCommand.class,
            DataCommand.class
        },
        footer = {
            "  worker   Run a worker (regatta worker --help).",
            "  test     Build everything and run all tests.",
            "",
            "Examples:",
            "  regatta demo                    a small search on this machine, from nothing",
            "  regatta up --workers 2          a server with two workers, until Ctrl-C",
            "  regatta study create my.yaml    start a search",
            "  regatta study watch my-study    follow it",
            "",
            "Exit codes: 0 done, 1 failed, 2 bad input."
        })
public final class RegattaCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command line with all commands of this package; errors end in one line each. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new RegattaCommand());
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> report(exception, command));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    private static int report(Exception exception, CommandLine command) throws Exception {
        if (exception instanceof CliException failure) {
            failure.lines().forEach(command.getErr()::println);
            return failure.exitCode();
        }
        throw exception;
    }
}
