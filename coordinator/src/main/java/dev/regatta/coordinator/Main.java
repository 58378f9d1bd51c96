package dev.regatta.coordinator;

import picocli.CommandLine;

/** The launcher's commands, but for {@code regatta worker}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ServerCommand()).execute(arguments));
    }
}
