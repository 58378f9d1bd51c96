package dev.regatta.coordinator.prune;

import dev.regatta.protocol.study.PrunerSpec;
import java.util.Optional;
import java.util.OptionalLong;

/** At which epochs a pruner's rungs are, whatever its brackets. */
public final class Rungs {

    private Rungs() {}

    /** False for every epoch where the pruner has no rungs. */
    public static boolean isAt(PrunerSpec spec, long epoch) {
        return ladder(spec).filter(ladder -> reaches(ladder, epoch)).isPresent();
    }

    private static Optional<Ladder> ladder(PrunerSpec spec) {
        if (spec instanceof PrunerSpec.Asha it) {
            return Optional.of(
                    new Ladder(it.minResource(), it.maxResource().orElse(0L), it.reductionFactor(), it.stoppingRate()));
        } else if (spec instanceof PrunerSpec.Hyperband it) {
            return Optional.of(new Ladder(it.minResource(), it.maxResource(), it.reductionFactor(), 0));
        } else if (spec instanceof PrunerSpec.Bohb it) {
            return Optional.of(new Ladder(it.minResource(), it.maxResource(), it.reductionFactor(), 0));
        }
        return Optional.empty();
    }

    private static boolean reaches(Ladder ladder, long epoch) {
        OptionalLong at = ladder.at(0);
        for (int rung = 1; at.isPresent() && at.getAsLong() < epoch; rung++) {
            at = ladder.at(rung);
        }
        return at.isPresent() && at.getAsLong() == epoch;
    }
}
