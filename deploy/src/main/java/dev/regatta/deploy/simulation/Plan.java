package dev.regatta.deploy.simulation;

import dev.regatta.deploy.simulation.Fault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A schedule: the installation's size and what goes wrong in it and when. The faults alone decide, beside the seed, so a
 * failing schedule can be shortened by leaving faults out.
 *
 * @param seed of the latencies, the clocks and the study
 */
public record Plan(long seed, int workers, int trials, int concurrency, List<Fault> faults) {
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final int MAX_FAULTS = 9;
    private static final long FAULTS_BEGIN_WITHIN_MILLIS = 25_000;
    private static final long SHORT_MILLIS = 3_000;
    private static final long LONG_MILLIS = 40_000;

    public Plan {
        faults = List.copyOf(faults);
    }

    /** The schedule of a seed. */
    public static Plan of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int workers = random.nextInt(2, 5);
        int trials = random.nextInt(2, 6);
        int concurrency = random.nextInt(1, 4);
        List<Fault> faults = new ArrayList<>();
        int number = random.nextInt(MAX_FAULTS + 1);
        for (int i = 0; i < number; i++) {
            faults.add(fault(random));
        }
        return new Plan(seed, workers, trials, concurrency, faults);
    }

    private static Fault fault(SplittableRandom random) {
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        if (kind == Kind.STOP_STUDY && random.nextInt(3) > 0) {
            kind = Kind.FREEZE_WORKER; // a stopped study has little left to go wrong
        }
        long longest = random.nextBoolean() ? SHORT_MILLIS : LONG_MILLIS;
        return new Fault(
                kind,
                random.nextLong(FAULTS_BEGIN_WITHIN_MILLIS),
                random.nextInt(8),
                random.nextLong(50, longest),
                random.nextInt(1, 12));
    }

    Plan with(List<Fault> others) {
        return new Plan(seed, workers, trials, concurrency, others);
    }
}
