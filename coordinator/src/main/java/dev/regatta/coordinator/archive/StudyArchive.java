package dev.regatta.coordinator.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regatta.coordinator.study.StudyEvents;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An archive that was read: every entry is whole, in its place and can follow those before it.
 *
 * @param entries with the positions that they had where they were exported
 * @param state their fold
 */
public record StudyArchive(StudyId study, List<JournalEntry> entries, StudyState state) {

    /** Where an event names its study, but for {@code header.attempt} and {@code spec.name}. */
    private static final List<String> IDS = List.of("study", "trial", "attempt");

    public StudyArchive {
        entries = List.copyOf(entries);
    }

    /**
     * Reads an archive's lines.
     *
     * @param name what the study is to be called; its own name if empty
     * @throws ArchiveException at the first line that is not as it was written, that a newer version wrote, or whose event
     *     cannot follow
     */
    public static StudyArchive read(Stream<String> lines, Optional<StudyId> name) {
        return new Reader(lines.iterator(), name).read();
    }

    /** Goes through the lines once. */
    private static final class Reader {
        private final Iterator<String> lines;
        private final Optional<StudyId> name;
        private final List<JournalEntry> entries = new ArrayList<>();
        private Optional<StudyState> state = Optional.empty();
        private int line;

        Reader(Iterator<String> lines, Optional<StudyId> name) {
            this.lines = lines;
            this.name = name;
        }

        StudyArchive read() {
            StudyId from = header();
            StudyId to = name.orElse(from);
            String next = next();
            while (ArchiveLines.isEntry(next)) {
                add(entry(next, from, to), to);
                next = next();
            }
            ends(next);
            return new StudyArchive(to, entries, state.orElseThrow(() -> damaged("the study has no entries")));
        }

        private StudyId header() {
            ArchiveLines.Header header = parsed(next(), ArchiveLines.Header.class);
            if (!header.format().equals(ArchiveLines.FORMAT)) {
                throw damaged("format is " + header.format() + ", must be " + ArchiveLines.FORMAT);
            }
            if (header.version() > ArchiveLines.VERSION) {
                throw damaged("version is " + header.version() + ", must be ≤ " + ArchiveLines.VERSION
                        + ": a newer Regatta wrote it");
            }
            return header.study();
        }

        private JournalEntry entry(String text, StudyId from, StudyId to) {
            String json = ArchiveLines.content(text)
                    .orElseThrow(() -> damaged("the entry is not as it was written: its checksum differs"));
            if (from.equals(to)) {
                return parsed(json, JournalEntry.class);
            }
            JsonNode tree = parsed(json, JsonNode.class);
            rename(tree.path("event"), from.value(), to.value());
            return parsed(tree.toString(), JournalEntry.class);
        }

        private void add(JournalEntry entry, StudyId study) {
            if (!entry.event().study().equals(study)) {
                throw damaged("the entry is of study " + entry.event().study() + ", must be of " + study);
            }
            if (!entries.isEmpty()
                    && entry.position() <= entries.get(entries.size() - 1).position()) {
                throw damaged("position is " + entry.position() + ", must be > that of the line before, "
                        + entries.get(entries.size() - 1).position());
            }
            try {
                state = Optional.of(StudyEvents.apply(state, entry.event(), entry.at()));
            } catch (RuntimeException e) {
                throw damaged("the event at position " + entry.position() + " cannot follow: " + e.getMessage());
            }
            entries.add(entry);
        }

        private void ends(String text) {
            long expected = parsed(text, ArchiveLines.Last.class).entries();
            if (expected != entries.size()) {
                throw damaged("entries is " + expected + ", but the file has " + entries.size());
            }
            if (lines.hasNext()) {
                line++;
                throw damaged("there is more after the last line");
            }
        }

        private String next() {
            line++;
            if (!lines.hasNext()) {
                throw damaged("the file ends here, without its last line: it was cut off");
            }
            return lines.next();
        }

        private <T> T parsed(String json, Class<T> type) {
            try {
                return Json.read(json, type);
            } catch (MalformedMessageException e) {
                throw damaged("it " + e.getMessage());
            }
        }

        private ArchiveException damaged(String reason) {
            return new ArchiveException(line, reason);
        }
    }

    /** Free texts and parameters stay as they are; so do checkpoints' keys, which name what is stored. */
    private static void rename(JsonNode event, String from, String to) {
        IDS.forEach(field -> rename(event, field, from, to));
        rename(event.path("header"), "attempt", from, to);
        rename(event.path("spec"), "name", from, to);
    }

    private static void rename(JsonNode owner, String field, String from, String to) {
        String value = owner.path(field).asText("");
        boolean names = value.equals(from) || value.startsWith(from + "/");
        if (owner instanceof ObjectNode object && names) {
            object.put(field, to + value.substring(from.length()));
        }
    }
}
