package dev.regatta.protocol.study;

import dev.regatta.protocol.api.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A study file that was read: what it asks for, or everything that is wrong with it. {@code study.schema.json} describes
 * the form; the schema cannot say everything that is checked here.
 */
public sealed interface StudyFile {

    /** The file is in order. */
    record Valid(StudySpec spec) implements StudyFile {}

    /**
     * The file cannot be used.
     *
     * @param errors at least one, in the order in which the keys are documented
     */
    record Invalid(List<FieldError> errors) implements StudyFile {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }

    /** Reads a study file in YAML or JSON. Never throws for what a user wrote. */
    static StudyFile parse(String text) {
        List<FieldError> errors = new ArrayList<>();
        Optional<Section> root = StudyDocument.read(text, errors).map(tree -> new Section("", tree, errors));
        if (root.isEmpty()) {
            return new Invalid(errors);
        }
        StudySpecReader reader = new StudySpecReader(root.get());
        return errors.isEmpty() ? new Valid(reader.spec()) : new Invalid(errors);
    }

    /** The bounds and defaults of the keys, held against the schema by a test. */
    final class Bounds {
        static final int DESCRIPTION_CHARACTERS = 2000;
        static final int MAX_TRIALS = 100_000;
        static final int MAX_CONCURRENCY = 10_000;
        static final int DEFAULT_CONCURRENCY = 4;
        static final int MAX_RETRIES = 100;
        static final int DEFAULT_RETRIES = 2;
        static final int MAX_OBJECTIVES = 8;
        static final int MAX_WARM_START = 16;
        static final int MAX_SAMPLES = 100_000_000;
        static final int MAX_CHOICES = 1000;
        static final List<String> WORKLOADS = List.of("train", "external");
        static final int MAX_WORDS = 1000;
        static final int WORD_CHARACTERS = 10_000;
        static final int MAX_TIME_LIMIT = 31_536_000;
        static final int DEFAULT_TIME_LIMIT = 86_400;
        /** Every double up to here is a whole number of its own. */
        static final long LARGEST_WHOLE = 1L << 53;

        static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");
        static final List<Long> DOWNSAMPLE = List.of(1L, 2L, 4L, 8L, 16L);
        static final List<String> DIRECTIONS = List.of("maximize", "minimize");
        static final String DEFAULT_METRIC = "validation_linear_accuracy";
        static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_]{0,99}");

        private Bounds() {}
    }
}
