package dev.regatta.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A worker process. A restarted process is another worker. */
public record WorkerId(@JsonValue String value) {

    @JsonCreator
    public WorkerId {
        if (value.isBlank() || value.length() > 200) {
            throw new IllegalArgumentException("worker id has " + value.length() + " characters, must have 1 to 200");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
