package dev.regatta.coordinator.tracking.registry;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.regex.Pattern;

/** MLflow's limits of names in the registry. */
final class RegistryLimits {

    private static final int NAME_LENGTH = 256;
    private static final int ALIAS_LENGTH = 255;
    private static final Pattern ALIAS = Pattern.compile("[\\w\\-]+");

    /** Clients write v1 for a version's number, and latest for the last one. */
    private static final Pattern VERSION_ALIAS = Pattern.compile("v\\d+|latest", Pattern.CASE_INSENSITIVE);

    private RegistryLimits() {}

    static void modelName(String name) {
        if (name.isBlank()) {
            throw TrackingException.invalid("Registered model name cannot be empty.");
        }
        length("the model's name", name, NAME_LENGTH);
    }

    static void alias(String alias) {
        length("the alias", alias, ALIAS_LENGTH);
        if (!ALIAS.matcher(alias).matches() || VERSION_ALIAS.matcher(alias).matches()) {
            throw TrackingException.invalid("Invalid alias name: '" + alias
                    + "', must be letters, digits, _ and -, and neither 'latest' nor like 'v1'");
        }
    }

    private static void length(String what, String text, int most) {
        if (text.length() > most) {
            throw TrackingException.invalid(what + " has " + text.length() + " characters, must have ≤ " + most);
        }
    }
}
