package dev.regatta.coordinator.hazelcast;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How the file or object of an entry is named: its key, percent-encoded. */
final class EntryName {
    private static final String ENDING = ".bin";

    private EntryName() {}

    static String of(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8) + ENDING;
    }

    /** The key; empty if this is no entry's name. */
    static Optional<String> key(String name) {
        return name.endsWith(ENDING)
                ? Optional.of(
                        URLDecoder.decode(name.substring(0, name.length() - ENDING.length()), StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
