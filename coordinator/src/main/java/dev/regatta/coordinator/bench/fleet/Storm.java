package dev.regatta.coordinator.bench.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Ten minutes in each of which a third of the workers dies and as many new ones come. Undisturbed, a trial takes half a
 * minute and is saved ten times.
 */
public final class Storm {
    /** The part of the workers that dies each minute. */
    public static final double KILLED = 0.3;

    private static final int MINUTES = 10;
    private static final int EPOCHS = 10;
    private static final int TRIALS_A_WORKER = 16;
    private static final int SEED = 1;
    private static final long PATIENCE_MINUTES = 30;
    private static final String STUDY = "storm";

    private final FleetServer server;
    private final int workers;
    private final Duration minute;
    private final Duration heartbeat;
    private final Consumer<String> progress;
    private double heap;

    /** @param leaseSeconds after which a killed worker is missed: nothing else tells of its death */
    public Storm(FleetServer server, int workers, Duration minute, int leaseSeconds, Consumer<String> progress) {
        this.server = server;
        this.workers = workers;
        this.minute = minute;
        this.heartbeat = Duration.ofMillis(leaseSeconds * 1000L / 7);
        this.progress = progress;
    }

    public double heapMegabytes() {
        return heap;
    }

    public List<Measurement> run() throws IOException, InterruptedException {
        int trials = workers * TRIALS_A_WORKER;
        FleetMeter meter = new FleetMeter(done -> {});
        TrialScript script = TrialScript.training(EPOCHS, minute.dividedBy(2 * EPOCHS));
        Random random = new Random(SEED);
        int killed = 0;
        try (SimulatedFleet fleet = new SimulatedFleet(server.kafka(), STUDY, workers, script, meter, heartbeat)) {
            server.awaitWorkers(fleet.names());
            server.create(STUDY, trials, workers);
            for (int i = 0; i < MINUTES; i++) {
                Thread.sleep(minute.toMillis());
                killed += fleet.storm(KILLED, random);
                heap = Math.max(heap, server.heapMegabytes());
                progress.accept("  " + killed + " killed, " + meter.trials() + " of " + trials + " trials completed");
            }
            awaitEnd();
        }
        return figures(trials, killed);
    }

    private void awaitEnd() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(PATIENCE_MINUTES).toNanos();
        while (server.get("/api/v1/studies/" + STUDY).path("state").asText().equals("RUNNING")
                && System.nanoTime() < deadline) {
            Thread.sleep(1_000);
        }
    }

    private List<Measurement> figures(int trials, int killed) throws IOException, InterruptedException {
        JsonNode counts = server.get("/api/v1/studies/" + STUDY).path("trials");
        JsonNode spent = server.get("/api/v1/studies/" + STUDY + "/ledger").path("total");
        double useful = spent.path("useful_seconds").asDouble();
        double vain = spent.path("repeated_seconds").asDouble()
                + spent.path("wasted_seconds").asDouble();
        int lost = trials - counts.path("completed").asInt();
        return List.of(
                Measurement.of("fleet.storm.killed", killed, "workers", Better.HIGHER),
                Measurement.of("fleet.storm.trials", trials, "trials", Better.HIGHER),
                Measurement.of("fleet.storm.lost", lost, "trials", Better.LOWER).withTarget(0),
                Measurement.of("fleet.storm.reports_missing", (double) missing(trials), "reports", Better.LOWER)
                        .withTarget(0),
                Measurement.of(
                        "fleet.storm.goodput", 100 * useful / (useful + vain), "% of device time", Better.HIGHER));
    }

    /** Each epoch of each trial is reported once: how many are missing, or there twice. */
    private long missing(int trials) throws IOException, InterruptedException {
        JsonNode reports = server.get("/api/v1/studies/" + STUDY + "/reports").path("reports");
        return Math.abs((long) trials * EPOCHS - reports.size());
    }
}
