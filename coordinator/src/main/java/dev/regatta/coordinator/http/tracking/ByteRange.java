package dev.regatta.coordinator.http.tracking;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request asks for (RFC 9110, section 14). What is no single range is answered as a whole, as
 * servers may.
 *
 * @param first position of its first byte
 * @param last position of its last byte
 */
record ByteRange(Kind kind, long first, long last) {

    enum Kind {
        WHOLE,
        PART,
        /** Nothing of it lies in the file. */
        OUTSIDE
    }

    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** @param header the value of Range, null if there is none */
    static ByteRange parse(@Nullable String header, long size) {
        Matcher range = SINGLE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return new ByteRange(Kind.WHOLE, 0, size - 1);
        }
        boolean suffix = range.group(1).isEmpty();
        long first = suffix ? Math.max(0, size - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        long last = suffix || range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        return new ByteRange(first > last ? Kind.OUTSIDE : Kind.PART, first, last);
    }
}
