package dev.regatta.protocol.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Optional;

/**
 * What ends a study beside its number of trials: whatever is reached first.
 *
 * @param wallHours hours since its creation, the time it was paused left out
 * @param deviceHours hours of all attempts together, one device each
 * @param target a trial with a value as good as this ends the study
 * @param cost what the hours of all attempts may cost at {@code pricePerDeviceHour}, which then must be given
 * @param pricePerDeviceHour what an hour of a device costs, in a currency of the user's own
 * @param noImprovement so many completed trials in a row without a better value end it, ≥ 1
 */
public record Budget(
        Optional<Double> wallHours,
        Optional<Double> deviceHours,
        Optional<Double> target,
        Optional<Integer> noImprovement,
        Optional<Double> cost,
        Optional<Double> pricePerDeviceHour) {

    public static final Budget UNBOUNDED =
            new Budget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @JsonCreator
    public Budget {}

    /** The hours of devices that may be used, by whichever bound is reached first. */
    public Optional<Double> deviceHoursInAll() {
        Optional<Double> affordable = affordableHours();
        return deviceHours.isPresent() && affordable.isPresent()
                ? Optional.of(Math.min(deviceHours.get(), affordable.get()))
                : deviceHours.or(() -> affordable);
    }

    /** The hours of devices that {@code cost} pays for; empty if it bounds nothing. */
    public Optional<Double> affordableHours() {
        return cost.flatMap(
                amount -> pricePerDeviceHour.filter(price -> price > 0).map(price -> amount / price));
    }

    /** A budget that names no cost. */
    public Budget(
            Optional<Double> wallHours,
            Optional<Double> deviceHours,
            Optional<Double> target,
            Optional<Integer> noImprovement) {
        this(wallHours, deviceHours, target, noImprovement, Optional.empty(), Optional.empty());
    }

    static final double MAX_HOURS = 1e6;
    static final double MAX_COST = 1e12;
    static final int MAX_PATIENCE = 100_000;

    static Budget read(Section section) {
        Budget budget = bounds(section);
        if (budget.cost().isPresent() && budget.pricePerDeviceHour().isEmpty()) {
            section.error("cost", "cost needs price_per_device_hour beside it");
        }
        return budget;
    }

    /** Bounds that take the place of a study's; its price holds on. */
    static Budget readChanges(Section section, StudySpec study) {
        Budget changes = bounds(section);
        if (changes.target().isPresent() && study.hasSeveralObjectives()) {
            section.error("target", "target cannot be used with several objectives");
        }
        return changes;
    }

    private static Budget bounds(Section section) {
        section.allow(
                List.of("wall_hours", "device_hours", "target", "no_improvement", "cost", "price_per_device_hour"));
        return new Budget(
                section.number("wall_hours", 0, MAX_HOURS),
                section.number("device_hours", 0, MAX_HOURS),
                section.number("target", -Double.MAX_VALUE, Double.MAX_VALUE),
                section.whole("no_improvement", 1, MAX_PATIENCE).map(Math::toIntExact),
                section.number("cost", 0, MAX_COST),
                section.number("price_per_device_hour", 0, MAX_COST));
    }
}
