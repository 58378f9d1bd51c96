package dev.regatta.coordinator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.bench.process.BenchInstallation;
import dev.regatta.coordinator.cli.ChildProcess;
import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.store.DatabaseConfig;
import dev.regatta.coordinator.store.SqlEventLog;
import dev.regatta.protocol.bench.BenchReport;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.study.StudyFile;
import dev.regatta.protocol.study.StudySpec;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code regatta bench dashboard}: the dashboard in Chromium against a server with a large study. The studies are written
 * into the database, server and broker started on it, and a program of the dashboard's drives the browser.
 */
@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        description = "Measure the dashboard in Chromium against a server with a large study.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta bench dashboard --quick",
            "  regatta bench dashboard --trials 50000 --reports 100 --minutes 20"
        })
public final class DashboardBench extends Benchmark {
    private static final Duration START = Duration.ofMinutes(5);
    private static final int CURVES = 200;
    private static final int POINTS = 1_000;
    /** Trials that a study still has to come, which the benchmark reports of. */
    private static final int LIVE = 50;

    @Option(names = "--trials", defaultValue = "50000", description = "Trials of the large study (default: 50000).")
    private int trials;

    @Option(names = "--reports", defaultValue = "100", description = "Reports of each of them (default: 100).")
    private int reports;

    @Option(
            names = "--events",
            defaultValue = "3600000",
            description = "Events over which the page's memory is watched, sent as fast as the server takes them"
                    + " (default: 3600000, an hour of 1000 a second).")
    private int events;

    @Option(
            names = "--minutes",
            defaultValue = "8",
            description = "The longest that these events are sent for (default: 8).")
    private double minutes;

    @Option(names = "--quick", description = "A small run, whose figures say little.")
    private boolean quick;

    @Override
    protected BenchReport measure() throws Exception {
        if (quick) {
            trials = Math.min(trials, 2_000);
            reports = Math.min(reports, 20);
            events = Math.min(events, 40_000);
        }
        try (BenchInstallation installation = new BenchInstallation("dashboard")) {
            String database = installation.file("bench.db");
            double fill = fill(database);
            List<Measurement> figures = new ArrayList<>();
            figures.add(Measurement.of("dashboard.fill", fill, "events/s", Better.HIGHER));
            figures.addAll(serve(installation, database));
            return BenchReport.of(figures);
        }
    }

    /** Events written a second. */
    private double fill(String database) {
        progress("writing " + trials + " trials of " + reports + " reports …");
        long begin = System.nanoTime();
        DatabaseConfig config = new DatabaseConfig(
                "jdbc:sqlite:" + database, java.util.Optional.empty(), DatabaseConfig.Synchronous.NORMAL);
        try (Database open = Database.open(config)) {
            SqlEventLog log = new SqlEventLog(open);
            FinishedStudies studies = new FinishedStudies(log, Instant.now().minus(Duration.ofDays(1)));
            studies.write(spec("large", trials + LIVE), trials, reports);
            studies.write(spec("curves", CURVES), CURVES, quick ? 100 : POINTS);
            return log.lastPosition() * 1e9 / (System.nanoTime() - begin);
        }
    }

    /** The reports hold no metric that a pruner would judge by, as in the project's own training. */
    private static StudySpec spec(String name, int trials) {
        String file = Json.text(Map.of(
                "name",
                name,
                "trials",
                trials,
                "concurrency",
                LIVE,
                "workload",
                "external",
                "objective",
                Map.of("metric", "accuracy", "direction", "maximize"),
                "parameters",
                Map.of(
                        "learning_rate", Map.of("type", "float", "low", 1e-4, "high", .1, "log", true),
                        "temperature", Map.of("type", "float", "low", .05, "high", 1),
                        "momentum", Map.of("type", "float", "low", .5, "high", .99),
                        "weight_decay", Map.of("type", "float", "low", 1e-6, "high", 1e-2, "log", true),
                        "clusters", Map.of("type", "int", "low", 10, "high", 100),
                        "method", Map.of("type", "categorical", "choices", List.of("id", "idfd", "deepcluster-v2")))));
        if (StudyFile.parse(file) instanceof StudyFile.Valid valid) {
            return valid.spec();
        }
        throw new IllegalStateException("the benchmark's study file is not in order: " + StudyFile.parse(file));
    }

    private List<Measurement> serve(BenchInstallation installation, String database) throws Exception {
        progress("starting a server on them …");
        ChildProcess server = installation.startServer(List.of("--database", "jdbc:sqlite:" + database));
        try {
            JsonNode ready = server.awaitReady(START);
            List<Measurement> figures = new ArrayList<>();
            figures.add(Measurement.of(
                    "dashboard.server.read_back",
                    ready.path("restored_in_seconds").asDouble(Double.NaN),
                    "s",
                    Better.LOWER));
            figures.addAll(
                    browse(installation.home(), URI.create(ready.path("url").asText())));
            return figures;
        } finally {
            server.stop(BenchInstallation.GRACE);
        }
    }

    /** What the dashboard's own program measures; it tells its progress on standard error. */
    private List<Measurement> browse(Path home, URI url) throws IOException, InterruptedException {
        Path dashboard = home.resolve("dashboard");
        ProcessBuilder builder = new ProcessBuilder("node", "bench/main.mjs")
                .directory(dashboard.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "REGATTA_URL", url.toString(),
                        "BENCH_TRIALS", String.valueOf(trials),
                        "BENCH_LIVE", String.valueOf(LIVE),
                        "BENCH_EVENTS", String.valueOf(events),
                        "BENCH_MINUTES", String.valueOf(minutes),
                        "BENCH_QUICK", quick ? "1" : ""));
        Process node = builder.start();
        try {
            String figures = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = node.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("the browser's part ended with exit code " + exit);
            }
            return StreamSupport.stream(Json.read(figures, JsonNode.class).spliterator(), false)
                    .map(DashboardBench::measurement)
                    .toList();
        } finally {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
        }
    }

    private static Measurement measurement(JsonNode figure) {
        Better better = Better.valueOf(figure.path("better").asText().toUpperCase(java.util.Locale.ROOT));
        Measurement measured = Measurement.of(
                figure.path("name").asText(),
                figure.path("value").asDouble(Double.NaN),
                figure.path("unit").asText(),
                better);
        return figure.path("target").isNumber()
                ? measured.withTarget(figure.path("target").asDouble())
                : measured;
    }
}
