package dev.regatta.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A trial: one configuration of a study. Written {@code study/number}.
 *
 * @param number 0-based, in the order of suggestion
 */
public record TrialId(StudyId study, int number) implements Comparable<TrialId> {

    public TrialId {
        if (number < 0) {
            throw new IllegalArgumentException("trial number is " + number + ", must be ≥ 0");
        }
    }

    /** @throws IllegalArgumentException if {@code text} is not {@code study/number} */
    @JsonCreator
    public static TrialId parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("trial is \"" + text + "\", must be study/number");
        }
        return new TrialId(new StudyId(text.substring(0, slash)), Ids.number(text, text.substring(slash + 1)));
    }

    @Override
    public int compareTo(TrialId other) {
        int byStudy = study.compareTo(other.study);
        return byStudy != 0 ? byStudy : Integer.compare(number, other.number);
    }

    @JsonValue
    @Override
    public String toString() {
        return study + "/" + number;
    }
}
