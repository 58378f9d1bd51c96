package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Versioned;

/**
 * A user's command was carried out, by the events that follow; with this key it is not carried out again.
 *
 * @param command the command's type
 */
public record RequestCompleted(StudyId study, String key, String command) implements Event, Versioned {

    @Override
    public int version() {
        return 2;
    }
}
