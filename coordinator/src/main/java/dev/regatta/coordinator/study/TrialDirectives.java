package dev.regatta.coordinator.study;

import dev.regatta.protocol.api.Directive;

/** What a program outside the fleet is to do with its trial. Pure. */
public final class TrialDirectives {

    private TrialDirectives() {}

    /** Of a trial whose lease the program holds. */
    public static Directive of(Trial trial) {
        if (trial.state() == TrialState.RUNNING) {
            return Directive.CONTINUE;
        }
        return switch (trial.ending().orElse(TrialEnding.STOP)) {
            case STOP -> Directive.STOP;
            case PRUNE -> Directive.PRUNE;
            case PAUSE -> Directive.PAUSE;
        };
    }
}
