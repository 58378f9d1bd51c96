package dev.regatta.coordinator.prune;

import java.util.OptionalDouble;

/**
 * How trials stand at a rung, for people.
 *
 * @param bracket 0 where there is only one
 * @param step at which the rung is reached
 * @param reached trials that reached it, ≥ 1
 * @param waiting of these, those that are paused here
 * @param goingOn how many of a rung of this size go on
 * @param best the best value
 * @param cut the worst value that goes on; empty if none does
 */
public record Standing(
        int bracket, int rung, long step, int reached, int waiting, int goingOn, double best, OptionalDouble cut) {

    Standing in(int otherBracket) {
        return new Standing(otherBracket, rung, step, reached, waiting, goingOn, best, cut);
    }

    /** With the values turned around. A difference, so that 0 stays 0. */
    Standing turned() {
        OptionalDouble turnedCut = cut.isPresent() ? OptionalDouble.of(0.0 - cut.getAsDouble()) : cut;
        return new Standing(bracket, rung, step, reached, waiting, goingOn, 0.0 - best, turnedCut);
    }
}
