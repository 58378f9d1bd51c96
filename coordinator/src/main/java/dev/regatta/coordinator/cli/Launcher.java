package dev.regatta.coordinator.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The script {@code regatta} that started this process: it knows the class path and the environment of each command.
 *
 * @param home the folder it lies in
 */
public record Launcher(Path home) {

    /** @throws CliException if this process was not started by the script */
    public static Launcher current() {
        String home = System.getProperty("regatta.home");
        if (home == null) {
            throw CliException.badInput(
                    "this command starts others by the script regatta: start it by that script too");
        }
        return new Launcher(Path.of(home));
    }

    /** The command line of one of the script's commands. */
    public List<String> command(String name, String... options) {
        List<String> command = new ArrayList<>(List.of(home.resolve("regatta").toString(), name));
        command.addAll(List.of(options));
        return command;
    }

    /** The text's file is part of the project. */
    Path studyFile(String name) {
        return home.resolve("deploy/studies").resolve(name);
    }
}
