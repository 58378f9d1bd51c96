package dev.regatta.protocol.study;

import java.util.Optional;

/**
 * What ends a study beside its number of trials: whatever is reached first.
 *
 * @param wallHours hours since its creation, the time it was paused left out
 * @param deviceHours hours of all attempts together, one device each
 * @param target a trial with a value as good as this ends the study
 * @param noImprovement so many completed trials in a row without a better value end it, ≥ 1
 */
public record Budget(
        Optional<Double> wallHours,
        Optional<Double> deviceHours,
        Optional<Double> target,
        Optional<Integer> noImprovement) {

    public static final Budget UNBOUNDED =
            new Budget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static final double MAX_HOURS = 1e6;
    static final int MAX_PATIENCE = 100_000;

    static Budget read(Section section) {
        section.allow(java.util.List.of("wall_hours", "device_hours", "target", "no_improvement"));
        return new Budget(
                section.number("wall_hours", 0, MAX_HOURS),
                section.number("device_hours", 0, MAX_HOURS),
                section.number("target", -Double.MAX_VALUE, Double.MAX_VALUE),
                section.whole("no_improvement", 1, MAX_PATIENCE).map(Math::toIntExact));
    }
}
