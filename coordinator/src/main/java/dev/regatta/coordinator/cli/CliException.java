package dev.regatta.coordinator.cli;

import java.util.List;

/** A command that ends here: the lines say why, the exit code whether the input was at fault. */
final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int FAILURE = 1;
    static final int BAD_INPUT = 2;

    private final int exitCode;
    private final transient List<String> lines;

    private CliException(int exitCode, List<String> lines) {
        super(String.join("\n", lines));
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    static CliException badInput(List<String> lines) {
        return new CliException(BAD_INPUT, lines);
    }

    static CliException badInput(String line) {
        return badInput(List.of(line));
    }

    static CliException failure(List<String> lines) {
        return new CliException(FAILURE, lines);
    }

    static CliException failure(String line) {
        return failure(List.of(line));
    }

    int exitCode() {
        return exitCode;
    }

    List<String> lines() {
        return lines;
    }
}
