package dev.regatta.worker.data;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One column of a table as features: a column of numbers is one feature, a column of texts one for each text that the
 * training file has, 1 where the row has it and 0 elsewhere.
 *
 * @param texts empty: the column is numeric
 */
record Feature(String column, List<String> texts) {
    private static final Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "nan", "null", "?");
    private static final int MOST_TEXTS = 100;

    static boolean isMissing(String field) {
        return MISSING.contains(field.strip());
    }

    int width() {
        return texts.isEmpty() ? 1 : texts.size();
    }

    /**
     * Writes a field's features. A missing number is NaN; a missing text, or one that the training file does not have, is
     * zero everywhere.
     *
     * @throws DataException if a number is none, or too large for 32 bits
     */
    void encode(String field, String place, float[] target, int offset) {
        if (!texts.isEmpty()) {
            int index = texts.indexOf(field.strip());
            if (index >= 0) {
                target[offset + index] = 1;
            }
        } else {
            target[offset] = isMissing(field) ? Float.NaN : number(field, place);
        }
    }

    private static float number(String field, String place) {
        if (!isNumber(field)) {
            throw new DataException(place + ": is \"" + field + "\", must be a number");
        }
        float value = Float.parseFloat(field.strip());
        if (!Float.isFinite(value)) {
            throw new DataException(place + ": is " + field.strip() + ", must be finite and fit into 32 bits");
        }
        return value;
    }

    private static boolean isNumber(String field) {
        try {
            Double.parseDouble(field.strip());
            return !field.strip().matches(".*[dDfFxXpP]");
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** What the fields of a column have in common. */
    static final class Profile {
        private final String column;
        private final Set<String> texts = new TreeSet<>();
        private boolean numeric = true;

        Profile(String column) {
            this.column = column;
        }

        /** @throws DataException if the column is neither of numbers nor of few texts */
        void see(String field, String place) {
            if (isMissing(field)) {
                return;
            }
            numeric &= isNumber(field);
            if (texts.size() <= MOST_TEXTS) {
                texts.add(field.strip());
            }
            if (!numeric && texts.size() > MOST_TEXTS) {
                throw new DataException(
                        place + ": is \"" + field + "\", no number, and more than " + MOST_TEXTS
                                + " different values precede it; expected numbers or few texts (ignore_columns leaves one out)");
            }
        }

        Feature feature(String file) {
            if (texts.isEmpty()) {
                throw new DataException(
                        file + ": column \"" + column + "\" has no values (ignore_columns leaves it out)");
            }
            return new Feature(column, numeric ? List.of() : List.copyOf(texts));
        }
    }
}
