package dev.regatta.coordinator.store;

import java.time.Instant;
import java.time.LocalDate;

/** Reads the journal's times, which the general parser takes longer for than for an event. */
final class Times {

    /** As {@link Instant#toString} writes whole seconds and milliseconds. */
    private static final String SECONDS = "0000-00-00T00:00:00Z";

    private static final String MILLIS = "0000-00-00T00:00:00.000Z";

    private Times() {}

    /** @throws java.time.DateTimeException if the text is no ISO 8601 time in UTC */
    static Instant parse(String text) {
        boolean millis = hasForm(text, MILLIS);
        if (!millis && !hasForm(text, SECONDS)) {
            return Instant.parse(text);
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        long seconds = ((day * 24 + hour) * 60 + minute) * 60 + second;
        return Instant.ofEpochMilli(seconds * 1_000 + (millis ? number(text, 20, 23) : 0));
    }

    private static boolean hasForm(String text, String form) {
        boolean has = text.length() == form.length();
        for (int i = 0; has && i < form.length(); i++) {
            char expected = form.charAt(i);
            char found = text.charAt(i);
            has = expected == '0' ? found >= '0' && found <= '9' : found == expected;
        }
        return has;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
