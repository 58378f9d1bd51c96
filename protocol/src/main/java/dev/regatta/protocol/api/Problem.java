package dev.regatta.protocol.api;

import java.util.List;

/**
 * Why a request was refused.
 *
 * @param code for programs: {@code invalid_study}, {@code not_found}, …
 * @param message for people
 * @param errors one entry for each thing wrong with the body
 */
public record Problem(String code, String message, List<FieldError> errors) {

    public Problem {
        errors = List.copyOf(errors);
    }

    /**
     * One thing wrong with a body.
     *
     * @param path where, for instance {@code parameters.learning_rate.low}
     * @param message what, naming the value and the bound
     */
    public record FieldError(String path, String message) {}
}
