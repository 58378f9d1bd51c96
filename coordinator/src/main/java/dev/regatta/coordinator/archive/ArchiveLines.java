package dev.regatta.coordinator.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.codec.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The lines of an archive, JSON each: a header, the journal's entries in their order with a checksum each, and a last one
 * with their number. A file without its last line was cut off.
 */
public final class ArchiveLines {
    static final String FORMAT = "regatta-study";

    /** The newest layout that can be read. */
    static final int VERSION = 1;

    private static final String BEGIN = "{\"entry\":";
    private static final String MIDDLE = ",\"crc32\":\"";
    private static final int CHECKSUM_DIGITS = 8;
    private static final int END = MIDDLE.length() + CHECKSUM_DIGITS + "\"}".length();

    private ArchiveLines() {}

    record Header(String format, int version, StudyId study, Instant exportedAt) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Last(long entries) {}

    /** The first line, without its end. */
    public static String header(StudyId study, Instant now) {
        return Json.text(new Header(FORMAT, VERSION, study, now));
    }

    /** The line of an entry. */
    public static String entry(String json) {
        return BEGIN + json + MIDDLE + checksum(json) + "\"}";
    }

    /** The last line. */
    public static String last(long entries) {
        return Json.text(new Last(entries));
    }

    static boolean isEntry(String line) {
        return line.startsWith(BEGIN);
    }

    /** The JSON of an entry's line; empty if the line is not as it was written. */
    static Optional<String> content(String line) {
        int end = line.length() - END;
        if (end < BEGIN.length()) {
            return Optional.empty();
        }
        String json = line.substring(BEGIN.length(), end);
        return entry(json).equals(line) ? Optional.of(json) : Optional.empty();
    }

    private static String checksum(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
