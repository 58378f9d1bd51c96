package dev.regatta.protocol.method;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The values a hyperparameter may take. */
public sealed interface Domain {

    /** {@code float}, {@code int}, {@code boolean}, {@code categorical}, {@code counts}, {@code scalar} or {@code text}. */
    String kind();

    /** What is wrong with a value, as the end of a sentence that begins with the parameter's name; empty: nothing. */
    Optional<String> problem(Object value);

    /** Real numbers from {@code low} to {@code high}, both included; a {@link Long} counts as one. */
    record Floats(double low, double high) implements Domain {
        @Override
        public String kind() {
            return "float";
        }

        @Override
        public Optional<String> problem(Object value) {
            if (!(value instanceof Double) && !(value instanceof Long)) {
                return Optional.of("is " + quoted(value) + ", must be a number");
            }
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number)) {
                return Optional.of("is NaN, must be a number");
            }
            if (number < low) {
                return Optional.of("is " + value + ", must be ≥ " + low);
            }
            return number > high ? Optional.of("is " + value + ", must be ≤ " + high) : Optional.empty();
        }
    }

    /** Whole numbers from {@code low} to {@code high}, both included. */
    record Ints(long low, long high) implements Domain {
        @Override
        public String kind() {
            return "int";
        }

        @Override
        public Optional<String> problem(Object value) {
            if (!(value instanceof Long number)) {
                return Optional.of("is " + quoted(value) + ", must be a whole number");
            }
            if (number < low) {
                return Optional.of("is " + value + ", must be ≥ " + low);
            }
            return number > high ? Optional.of("is " + value + ", must be ≤ " + high) : Optional.empty();
        }
    }

    /** True or false. */
    record Flag() implements Domain {
        @Override
        public String kind() {
            return "boolean";
        }

        @Override
        public Optional<String> problem(Object value) {
            return value instanceof Boolean
                    ? Optional.empty()
                    : Optional.of("is " + quoted(value) + ", must be true or false");
        }
    }

    /** Any finite number, text or truth value. */
    record Scalar() implements Domain {
        private static final int LONGEST = 1000;

        @Override
        public String kind() {
            return "scalar";
        }

        @Override
        public Optional<String> problem(Object value) {
            if (value instanceof Double number && !Double.isFinite(number)) {
                return Optional.of("is " + number + ", must be a finite number");
            }
            return value instanceof String text && text.length() > LONGEST
                    ? Optional.of("has " + text.length() + " characters, must have at most " + LONGEST)
                    : Optional.empty();
        }
    }

    /** One of a few names. */
    record OneOf(List<String> choices) implements Domain {
        public OneOf {
            choices = List.copyOf(choices);
        }

        @Override
        public String kind() {
            return "categorical";
        }

        @Override
        public Optional<String> problem(Object value) {
            return value instanceof String name && choices.contains(name)
                    ? Optional.empty()
                    : Optional.of("is " + quoted(value) + ", must be one of " + String.join(", ", choices));
        }
    }

    /** {@link #AUTO}, or one to {@code most} whole numbers from {@code low} to {@code high} with commas between them. */
    record Counts(int low, int high, int most) implements Domain {
        public static final String AUTO = "auto";

        @Override
        public String kind() {
            return "counts";
        }

        /** @return as a regular expression, without the numbers' bounds */
        public String pattern() {
            return AUTO + "|[0-9]{1,9}(,[0-9]{1,9}){0," + (most - 1) + "}";
        }

        @Override
        public Optional<String> problem(Object value) {
            if (!(value instanceof String text) || !text.matches(pattern())) {
                return Optional.of("is " + quoted(value) + ", must be " + AUTO + ", or 1 to " + most
                        + " whole numbers as in \"60,120\"");
            }
            return text.equals(AUTO)
                    ? Optional.empty()
                    : Arrays.stream(of(text))
                            .filter(count -> count < low || count > high)
                            .mapToObj(count -> "has the number " + count + ", must be from " + low + " to " + high)
                            .findFirst();
        }

        /** The numbers of a value that has no problem and is not {@link #AUTO}. */
        public static int[] of(String value) {
            return Arrays.stream(value.split(",", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        }
    }

    /** A text of 1 to {@code maxCharacters} characters. */
    record Text(int maxCharacters) implements Domain {
        @Override
        public String kind() {
            return "text";
        }

        @Override
        public Optional<String> problem(Object value) {
            if (!(value instanceof String text) || text.isBlank()) {
                return Optional.of("is " + quoted(value) + ", must be a text");
            }
            return text.length() > maxCharacters
                    ? Optional.of("has " + text.length() + " characters, must have at most " + maxCharacters)
                    : Optional.empty();
        }
    }

    private static String quoted(Object value) {
        return value instanceof String ? "\"" + value + "\"" : value.toString();
    }
}
