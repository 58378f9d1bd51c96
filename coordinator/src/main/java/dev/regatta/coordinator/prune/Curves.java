package dev.regatta.coordinator.prune;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The curves of the trials that go on; of those that are over only that they are. */
record Curves(PMap<Integer, Curve> byTrial) {

    static final Curves NONE = new Curves(HashTreePMap.empty());

    Curve of(int trial) {
        return byTrial.getOrDefault(trial, Curve.EMPTY);
    }

    /** With the report, unless it is late or repeated. */
    Curves plus(PruningFact.Reported report) {
        Curve known = of(report.trial());
        return known.takes(report) ? new Curves(byTrial.plus(report.trial(), known.plus(report))) : this;
    }

    Curves without(int trial) {
        return new Curves(byTrial.plus(trial, Curve.OVER));
    }

    /** With what a fact adds that says no more than a curve holds. */
    Curves after(PruningFact fact) {
        if (fact instanceof PruningFact.Reported report) {
            return plus(report);
        }
        return fact instanceof PruningFact.Finished ? without(fact.trial()) : this;
    }
}
