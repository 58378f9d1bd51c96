package dev.regatta.deploy.simulation;

import dev.regatta.deploy.simulation.Fault.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What the network is like at a time: latencies, losses and repeats, by the faults that last then. */
final class Weather {
    private static final long LATENCY_MILLIS = 12;
    private static final int LOST_PERCENT = 70;
    private static final int REPEATED_PERCENT = 40;
    private static final long REPEATED_WITHIN_MILLIS = 8_000;
    private static final long DELAYED_MILLIS = 4_000;

    private static final Set<Kind> LASTING = EnumSet.of(
            Kind.BROKER_AWAY,
            Kind.REPEAT_RECORDS,
            Kind.DELAY_RECORDS,
            Kind.DROP_HEARTBEATS,
            Kind.CUT_WORKER,
            Kind.STORE_AWAY,
            Kind.TRACKING_AWAY);

    private final VirtualTime time;
    private final SplittableRandom random;
    private final List<Fault> faults;

    Weather(VirtualTime time, Plan plan) {
        this.time = time;
        this.random = new SplittableRandom(plan.seed() ^ 0x5eed);
        this.faults = plan.faults().stream()
                .filter(fault -> LASTING.contains(fault.kind()))
                .toList();
    }

    boolean is(Kind kind) {
        for (Fault fault : faults) {
            if (fault.kind() == kind && lasts(fault)) {
                return true;
            }
        }
        return false;
    }

    /** True while nothing passes between this worker and the rest. */
    boolean isCut(int worker, int workers) {
        for (Fault fault : faults) {
            if (fault.kind() == Kind.CUT_WORKER && fault.target() % workers == worker && lasts(fault)) {
                return true;
            }
        }
        return false;
    }

    private boolean lasts(Fault fault) {
        return time.millis() >= fault.atMillis() && time.millis() < fault.atMillis() + fault.millis();
    }

    /** Milliseconds that the next record takes. */
    long latency() {
        long usual = 1 + random.nextLong(LATENCY_MILLIS);
        return is(Kind.DELAY_RECORDS) ? usual + random.nextLong(DELAYED_MILLIS) : usual;
    }

    boolean losesHeartbeat() {
        return is(Kind.BROKER_AWAY) || (is(Kind.DROP_HEARTBEATS) && random.nextInt(100) < LOST_PERCENT);
    }

    boolean repeats() {
        return is(Kind.REPEAT_RECORDS) && random.nextInt(100) < REPEATED_PERCENT;
    }

    /** Milliseconds after which a repeated record comes again. */
    long repeatedAfter() {
        return random.nextLong(REPEATED_WITHIN_MILLIS);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    long upTo(long millis) {
        return random.nextLong(1, millis + 1);
    }
}
