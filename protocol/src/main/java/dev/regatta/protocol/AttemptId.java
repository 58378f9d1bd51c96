package dev.regatta.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One execution of a trial. Written {@code study/trial/number}.
 *
 * @param number 1-based; every retry and every resume after a preemption is a new attempt of the same trial
 */
public record AttemptId(TrialId trial, int number) {

    public AttemptId {
        if (number < 1) {
            throw new IllegalArgumentException("attempt number is " + number + ", must be ≥ 1");
        }
    }

    /** @throws IllegalArgumentException if {@code text} is not {@code study/trial/number} */
    @JsonCreator
    public static AttemptId parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("attempt is \"" + text + "\", must be study/trial/number");
        }
        return new AttemptId(TrialId.parse(text.substring(0, slash)), Ids.number(text, text.substring(slash + 1)));
    }

    public StudyId study() {
        return trial.study();
    }

    @JsonValue
    @Override
    public String toString() {
        return trial + "/" + number;
    }
}
