package dev.regatta.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The same trial, disturbed and undisturbed. */
final class Comparison {
    /** The study of the undisturbed trial. */
    static final String UNDISTURBED = "undisturbed";

    private final Installation installation;
    private final Api api;
    private final int epochs;
    private final Outcome undisturbed;

    /** Runs the trial undisturbed. */
    Comparison(Installation installation, int epochs) throws InterruptedException {
        this.installation = installation;
        this.api = installation.api();
        this.epochs = epochs;
        undisturbed = Outcome.of(installation, complete(UNDISTURBED), epochs);
    }

    int epochs() {
        return epochs;
    }

    Outcome undisturbed() {
        return undisturbed;
    }

    /** A study of one trial whose seed is its own, so that every study of this form has the same trial. */
    private Map<String, Object> study(String name) {
        return Map.of(
                "name",
                name,
                "seed",
                1,
                "objective",
                Map.of("metric", "validation_linear_accuracy", "direction", "maximize"),
                "trials",
                1,
                "concurrency",
                1,
                "dataset",
                Map.of("name", "generated", "limit", 400, "test_limit", 200, "downsample", 2),
                "parameters",
                Map.of("kd_alpha", Map.of("type", "float", "low", 0.9, "high", 0.9)),
                "fixed",
                Map.of(
                        "preset", "small",
                        "method", "deepcluster-kd",
                        "seed", 5,
                        "epochs", epochs,
                        "width", 16,
                        "batch_size", 32,
                        "clusters", 10,
                        "probe_epochs", 5));
    }

    void start(String name) {
        api.createStudy(study(name));
    }

    JsonNode complete(String name) throws InterruptedException {
        start(name);
        return api.awaitCompleted(name);
    }

    /** Starts the study's trial and waits until it is in the middle of its training. */
    JsonNode inMidTrial(String name) throws InterruptedException {
        start(name);
        return api.awaitTrial(
                name, "is past its second epoch", trial -> trial.path("epoch").asInt() >= 2);
    }

    /** The worker of the trial's last attempt. */
    static String workerOf(JsonNode trial) {
        JsonNode attempts = trial.path("attempts");
        return attempts.path(attempts.size() - 1).path("worker").asText();
    }

    /** The trial ended as the undisturbed one did, its run with every point once. */
    void assertLeftTheSame(JsonNode trial) {
        Outcome outcome = Outcome.of(installation, trial, epochs);
        assertThat(outcome.weightsSha256()).isEqualTo(undisturbed.weightsSha256());
        assertThat(outcome.metrics()).isEqualTo(undisturbed.metrics());
        assertThat(outcome.logged()).isEqualTo(undisturbed.logged());
        assertThat(outcome.prototypes()).isEqualTo(undisturbed.prototypes()).doesNotContain("none");
    }
}
