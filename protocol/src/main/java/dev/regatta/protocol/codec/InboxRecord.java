package dev.regatta.protocol.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Versioned;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.event.AttemptFact;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a record of {@code regatta.inbox} holds: a command, or a fact offered by a worker. */
public sealed interface InboxRecord {

    StudyId study();

    /** A command of a user or worker. */
    record OfCommand(Command command) implements InboxRecord {
        @Override
        public StudyId study() {
            return command.study();
        }
    }

    /** A fact of an attempt. */
    record OfFact(AttemptFact fact) implements InboxRecord {
        @Override
        public StudyId study() {
            return fact.study();
        }
    }

    /**
     * Reads a record.
     *
     * @param reads the newest version that the reader knows
     * @throws NewerVersionException if the record is of a newer one
     * @throws MalformedMessageException if the bytes are neither
     */
    static InboxRecord read(byte[] json, int reads) {
        JsonNode record = Json.read(json, JsonNode.class);
        JsonNode type = record.path("type");
        NewerVersionException.check(
                type.asText("record"), record.path("version").asInt(Versioned.FIRST), reads);
        if (!type.isTextual()) {
            throw new MalformedMessageException("has no text in the field \"type\"");
        }
        if (Types.COMMANDS.contains(type.asText())) {
            return new OfCommand(Json.read(json, Command.class));
        }
        if (Types.FACTS.contains(type.asText())) {
            return new OfFact(Json.read(json, AttemptFact.class));
        }
        throw new MalformedMessageException(
                "has type \"" + type.asText() + "\", must be one of " + Types.COMMANDS + " or " + Types.FACTS);
    }

    /** The names a record's {@code type} may have. */
    final class Types {
        private static final Set<String> COMMANDS = names(Command.class);
        private static final Set<String> FACTS = names(AttemptFact.class);

        private Types() {}

        private static Set<String> names(Class<?> sealed) {
            return Arrays.stream(sealed.getPermittedSubclasses())
                    .map(Class::getSimpleName)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
