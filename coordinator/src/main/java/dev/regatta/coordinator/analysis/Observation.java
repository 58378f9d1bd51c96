package dev.regatta.coordinator.analysis;

import java.util.Map;

/**
 * A finished trial as an analysis sees it.
 *
 * @param trial its number
 * @param parameters by name; those of a conditional branch that the trial was not in are absent
 * @param value the objective's; may be NaN or infinite
 */
public record Observation(int trial, Map<String, Object> parameters, double value) {

    /** Whether the value can be compared. */
    public boolean isFinite() {
        return Double.isFinite(value);
    }
}
