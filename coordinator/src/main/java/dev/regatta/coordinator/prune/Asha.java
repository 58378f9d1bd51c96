package dev.regatta.coordinator.prune;

import dev.regatta.coordinator.prune.PruningFact.Finished;
import dev.regatta.coordinator.prune.PruningFact.Paused;
import dev.regatta.coordinator.prune.PruningFact.Reported;
import dev.regatta.coordinator.prune.PruningFact.Resumed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Asynchronous successive halving (Li et al. 2020). A trial that reaches a rung is compared with all that reached it
 * before. <em>Stopping</em>: it ends unless it is among the best 1/η, the best one always going on. <em>Promotion</em>
 * (their algorithm 2): it pauses unless it is among the best ⌊n/η⌋, and is promoted once it is.
 *
 * @param promotes promotion, else stopping
 * @param rungs those that were reached, from the lowest
 * @param places where each trial is that has reported
 */
public record Asha(Ladder ladder, boolean promotes, PVector<Rung> rungs, PMap<Integer, Place> places)
        implements Pruner {

    /**
     * Where a trial is.
     *
     * @param step its last report's
     * @param rung the rung it must reach next
     * @param value with which it reached the one before
     */
    record Place(long step, int rung, double value) {
        static final Place START = new Place(0, 0, Double.NaN);
        /** Of a trial that has ended: no report is later. */
        static final Place OVER = new Place(Long.MAX_VALUE, 0, Double.NaN);

        Rung.Entry entry(int trial) {
            return new Rung.Entry(value, trial);
        }
    }

    public Asha(Ladder ladder, boolean promotes) {
        this(ladder, promotes, TreePVector.empty(), HashTreePMap.empty());
    }

    @Override
    public String version() {
        return promotes ? "asha-promotion:1" : "asha-stopping:1";
    }

    @Override
    public boolean pauses() {
        return promotes;
    }

    /** What a report leads to: the pruner after it, and its verdict. */
    private record Heard(Asha pruner, Verdict verdict) {}

    @Override
    public Verdict judge(Reported report) {
        return hear(report).verdict();
    }

    @Override
    public Asha after(PruningFact fact) {
        if (fact instanceof Reported report) {
            return hear(report).pruner();
        }
        Place place = places.getOrDefault(fact.trial(), Place.START);
        if (fact instanceof Finished) {
            return leaveRung(fact.trial(), place).at(fact.trial(), Place.OVER);
        } else if (fact instanceof Resumed) {
            return leaveRung(fact.trial(), place);
        } else if (fact instanceof Paused && place.rung() > 0) {
            int below = place.rung() - 1;
            return with(below, rungs.get(below).pausing(place.entry(fact.trial())));
        }
        return this;
    }

    private Asha leaveRung(int trial, Place place) {
        int below = place.rung() - 1;
        return below < 0 ? this : with(below, rungs.get(below).resuming(place.entry(trial)));
    }

    private Heard hear(Reported report) {
        Place place = places.getOrDefault(report.trial(), Place.START);
        if (report.step() <= place.step()) {
            return new Heard(this, Verdict.CONTINUE);
        }
        Asha asha = at(report.trial(), new Place(report.step(), place.rung(), place.value()));
        Verdict verdict = Verdict.CONTINUE;
        while (verdict.kind() == Verdict.Kind.CONTINUE && !report.last() && asha.isDue(report)) {
            Heard next = asha.climb(report);
            asha = next.pruner();
            verdict = next.verdict();
        }
        return new Heard(asha, verdict);
    }

    private boolean isDue(Reported report) {
        OptionalLong next = ladder.at(placeOf(report.trial()).rung());
        return next.isPresent() && report.step() >= next.getAsLong();
    }

    /** The trial reaches its next rung. */
    private Heard climb(Reported report) {
        int number = placeOf(report.trial()).rung();
        if (Double.isNaN(report.value())) {
            return new Heard(
                    at(report.trial(), Place.OVER), Verdict.prune("its value at " + name(number) + " is not a number"));
        }
        Rung.Entry entry = new Rung.Entry(report.value(), report.trial());
        Rung rung = rung(number).plus(entry);
        Asha after = with(number, rung).at(report.trial(), new Place(report.step(), number + 1, report.value()));
        int ahead = promotes ? rung.rank(entry) : rung.better(entry);
        boolean goesOn = ahead < share(rung, !promotes);
        Verdict.Kind kind = goesOn ? Verdict.Kind.CONTINUE : promotes ? Verdict.Kind.PAUSE : Verdict.Kind.PRUNE;
        return new Heard(after, new Verdict(kind, standing(number, ahead, rung, goesOn)));
    }

    /** How many of a rung's trials go on. */
    private int share(Rung rung, boolean atLeastOne) {
        int share = rung.size() / ladder.reductionFactor();
        return atLeastOne ? Math.max(1, share) : share;
    }

    @Override
    public Optional<Promotion> promotion(boolean last) {
        for (int number = rungs.size() - 1; promotes && number >= 0; number--) {
            Rung rung = rungs.get(number);
            Optional<Rung.Entry> best = rung.bestWaiting();
            if (best.isPresent() && rung.rank(best.get()) < share(rung, last)) {
                return Optional.of(
                        new Promotion(best.get().trial(), standing(number, rung.rank(best.get()), rung, true)));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Standing> standings() {
        List<Standing> standings = new ArrayList<>();
        for (int number = 0; number < rungs.size(); number++) {
            if (rungs.get(number).size() > 0) {
                standings.add(standing(number, rungs.get(number)));
            }
        }
        return standings;
    }

    private Standing standing(int number, Rung rung) {
        int goingOn = share(rung, !promotes);
        return new Standing(
                0,
                number,
                ladder.at(number).orElseThrow(),
                rung.size(),
                rung.waiting().size(),
                goingOn,
                rung.entries().get(0).value(),
                goingOn == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(rung.entries().get(goingOn - 1).value()));
    }

    private String standing(int number, int ahead, Rung rung, boolean goesOn) {
        return "rank " + (ahead + 1) + " of " + rung.size() + " at " + name(number)
                + (goesOn ? ", among the best " : ", not among the best ")
                + Math.max(1, share(rung, false));
    }

    private String name(int rung) {
        return "rung " + rung + " (step " + ladder.at(rung).orElseThrow() + ")";
    }

    private Place placeOf(int trial) {
        return places.getOrDefault(trial, Place.START);
    }

    private Rung rung(int number) {
        return number < rungs.size() ? rungs.get(number) : Rung.EMPTY;
    }

    private Asha with(int number, Rung rung) {
        PVector<Rung> changed = number < rungs.size() ? rungs.with(number, rung) : rungs.plus(rung);
        return new Asha(ladder, promotes, changed, places);
    }

    private Asha at(int trial, Place place) {
        return new Asha(ladder, promotes, rungs, places.plus(trial, place));
    }
}
