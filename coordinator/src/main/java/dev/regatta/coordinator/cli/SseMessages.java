package dev.regatta.coordinator.cli;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Server-sent events from their lines (HTML standard, section 9.2.6). An event cut off at the end is dropped. */
public final class SseMessages implements Iterator<SseMessages.Message> {

    /** One event. */
    public record Message(String event, Optional<String> id, String data) {}

    private final Iterator<String> lines;
    private @Nullable Message next;

    public SseMessages(Iterator<String> lines) {
        this.lines = lines;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = read();
        }
        return next != null;
    }

    @Override
    public Message next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream has ended");
        }
        Message message = next;
        next = null;
        return message == null ? new Message("message", Optional.empty(), "") : message;
    }

    private @Nullable Message read() {
        String event = "message";
        Optional<String> id = Optional.empty();
        StringBuilder data = new StringBuilder();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isEmpty()) {
                if (data.length() > 0) {
                    return new Message(event, id, data.substring(0, data.length() - 1));
                }
                event = "message";
                id = Optional.empty();
            } else if (line.startsWith("event:")) {
                event = value(line);
            } else if (line.startsWith("id:")) {
                id = Optional.of(value(line));
            } else if (line.startsWith("data:")) {
                data.append(value(line)).append('\n');
            }
        }
        return null;
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
