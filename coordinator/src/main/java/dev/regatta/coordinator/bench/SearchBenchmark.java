package dev.regatta.coordinator.bench;

import dev.regatta.coordinator.bench.functions.Classics;
import dev.regatta.coordinator.bench.functions.TestFunction;
import dev.regatta.coordinator.bench.functions.Zdt;
import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.Samplers;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.Seeds;
import dev.regatta.protocol.bench.BenchReport;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.SamplerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code regatta bench search}: how good the samplers' best values are, as medians over seeds, beside the peer's. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "How low each sampler gets on test functions, and with workers on learning curves.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta bench search --only tpe --seeds 10",
            "  regatta bench search --only hartmann6.tpe --from 1000 --seeds 240"
        })
public final class SearchBenchmark extends Benchmark {

    /** A study whose trainings are the budget of the learning curves. */
    private static final int TRAININGS = 50;

    @Option(names = "--seeds", paramLabel = "N", description = "Studies of each figure (default: ${DEFAULT-VALUE}).")
    private int seeds = 30;

    @Option(names = "--from", paramLabel = "SEED", description = "The first study's seed (default: ${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--trials", paramLabel = "N", description = "Trials of a study (default: ${DEFAULT-VALUE}).")
    private int trials = 200;

    @Option(names = "--only", paramLabel = "TEXT", description = "Only figures with TEXT in their name.")
    private String only = "";

    @Override
    protected BenchReport measure() {
        List<Measurement> measured = new ArrayList<>();
        List<TestFunction> functions = new ArrayList<>(Classics.compared());
        functions.addAll(Classics.further());
        for (PeerFigures.Row row : PeerFigures.ROWS) {
            for (int i = 0; i < functions.size(); i++) {
                addFunction(row, functions.get(i), i, measured);
            }
        }
        for (int workers : List.of(1, 2, 4, 8, 16, 32)) {
            addCurves("random", workers, measured);
            addCurves("tpe", workers, measured);
        }
        Zdt.all().forEach(function -> addFront(function, measured));
        return BenchReport.of(measured);
    }

    private void addFront(Zdt function, List<Measurement> measured) {
        String name = "search." + function.name() + ".nsga2";
        if (!name.contains(only)) {
            return;
        }
        double volume = median(Math.min(seeds, 5), seed -> FrontSearch.hypervolume(function, FrontSearch.TRIALS, seed));
        double published = Objects.requireNonNull(FrontSearch.PUBLISHED.get(function.name()));
        Measurement measurement = Measurement.of(name, volume, "hypervolume", Better.HIGHER);
        add(measurement.withTarget(published).withPeer(published), measured);
    }

    /** Tells the figure at once: all of them take a quarter of an hour. */
    private void add(Measurement measurement, List<Measurement> measured) {
        measured.add(measurement);
        progress(String.format(Locale.ROOT, "%s %.4f", measurement.name(), measurement.value()));
    }

    private void addFunction(PeerFigures.Row row, TestFunction function, int index, List<Measurement> measured) {
        String name = "search." + function.name() + "." + row.name();
        boolean isSlow = row.name().equals("gp");
        int length = isSlow ? trials / 2 : trials;
        if (!name.contains(only)) {
            return;
        }
        double value = median(
                isSlow ? Math.min(seeds, 10) : seeds,
                seed -> lowest(function, Samplers.of(row.spec(), seed), length, seed));
        Measurement measurement = Measurement.of(name, value, "best value", Better.LOWER);
        if (index < row.peer().size()) {
            measurement = measurement.withPeer(row.peer().get(index));
            measurement = row.isTarget() ? measurement.withTarget(row.peer().get(index)) : measurement;
        }
        add(measurement, measured);
    }

    private static double lowest(TestFunction function, Sampler sampler, int trials, long seed) {
        SearchSpace space = SearchSpace.of(function.space());
        History history = History.empty(List.of(Direction.MINIMIZE));
        double lowest = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < trials; trial++) {
            Parameters parameters = sampler.suggest(space, history, Seeds.forSampler(seed, trial))
                    .parameters();
            double value = function.value().applyAsDouble(parameters);
            lowest = Math.min(lowest, value);
            history = history.with(ObservedTrial.running(trial, parameters).completed(value));
        }
        return lowest;
    }

    private void addCurves(String sampler, int workers, List<Measurement> measured) {
        String name = "search.hcurve." + sampler + "+asha.workers" + workers;
        if (!name.contains(only)) {
            return;
        }
        double value = median(
                Math.min(seeds, 20),
                seed -> new HalvingSimulation(Samplers.of(new SamplerSpec(sampler), seed), seed)
                        .run(workers, TRAININGS));
        Measurement measurement = Measurement.of(name, value, "final error", Better.LOWER);
        if (sampler.equals("tpe") && (workers == 1 || workers == 8)) {
            measurement = measurement.withTarget(workers == 1 ? .139 : .165).withPeer(workers == 1 ? .144 : .458);
        } else if (workers == 1 || workers == 8) {
            measurement = measurement.withPeer(.186);
        }
        add(measurement, measured);
    }

    private double median(int studies, LongToDoubleFunction study) {
        double[] sorted = LongStream.range(from, from + studies)
                .parallel()
                .mapToDouble(study)
                .sorted()
                .toArray();
        return (sorted[(studies - 1) / 2] + sorted[studies / 2]) / 2;
    }
}
