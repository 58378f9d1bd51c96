package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Versioned;

/**
 * A user's command that is carried out once, however often it comes: a repeat after its answer was lost, which may be
 * after others' commands, changes nothing.
 *
 * @param key chosen by the user, the same for each repeat of one wish; 1 to {@value #MOST_CHARACTERS} characters
 */
public record KeyedCommand(String key, Command command) implements Command, Versioned {
    public static final int MOST_CHARACTERS = 128;

    @Override
    public StudyId study() {
        return command.study();
    }

    @Override
    public int version() {
        return 2;
    }
}
