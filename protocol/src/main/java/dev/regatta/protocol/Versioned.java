package dev.regatta.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A command or event that readers of version 1 do not know or would misunderstand. It carries the least version whose readers take it
 * as it is meant; one that carries none is of version 1. A reader must neither skip a message of a newer version than its own nor act on
 * it. What readers may skip without harm needs no version: a further field that changes no decision.
 */
public interface Versioned {
    /** The newest version that this code reads and writes. 2: commands with a key. */
    int NEWEST = 2;

    /** Of a message that carries no version. */
    int FIRST = 1;

    @JsonProperty(value = "version", access = JsonProperty.Access.READ_ONLY)
    int version();

    /** The least version whose readers take the message as it is meant. */
    static int of(Object message) {
        return message instanceof Versioned versioned ? versioned.version() : FIRST;
    }
}
