package dev.regatta.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A study's name, unique in an installation: lower-case letters, digits and dashes, 1 to 63 of them. */
public record StudyId(@JsonValue String value) implements Comparable<StudyId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws IllegalArgumentException if the name has another form */
    @JsonCreator
    public StudyId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "study name is \"" + value + "\", must be 1 to 63 lower-case letters, digits or inner dashes");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(StudyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
