package dev.regatta.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections between the parts that are cut, half-open or slow. */
interface NetworkFaults {

    Installation installation();

    Comparison comparison();

    /** Who is cut off from whom. */
    enum Connection {
        WORKERS_TO_KAFKA,
        COORDINATOR_TO_KAFKA,
        WORKERS_TO_HAZELCAST;

        Gate gate(Installation installation) {
            return switch (this) {
                case WORKERS_TO_KAFKA -> installation.workersToKafka();
                case COORDINATOR_TO_KAFKA -> installation.coordinatorToKafka();
                case WORKERS_TO_HAZELCAST -> installation.workersToHazelcast();
            };
        }

        /** A study about it. */
        String study(String fault) {
            return fault + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @ParameterizedTest
    @EnumSource(Connection.class)
    default void cutConnectionLosesNothing(Connection connection) throws IOException, InterruptedException {
        String study = connection.study("cut");
        Gate gate = connection.gate(installation());
        JsonNode running = comparison().inMidTrial(study);

        gate.shut();
        gate.awaitRefused(3);
        gate.open();
        JsonNode trial = installation().api().awaitCompleted(study);

        assertThat(trial.path("mlflow_run")).isEqualTo(running.path("mlflow_run"));
        comparison().assertLeftTheSame(trial);
    }

    /** Whoever is heard of no more for a lease's length loses its lease, though its connection looks whole. */
    @ParameterizedTest
    @EnumSource(
            value = Connection.class,
            names = {"WORKERS_TO_KAFKA", "COORDINATOR_TO_KAFKA"})
    default void halfOpenConnectionToKafkaCostsALeaseAtMost(Connection connection)
            throws IOException, InterruptedException {
        String study = connection.study("half-open");
        Gate gate = connection.gate(installation());
        comparison().inMidTrial(study);

        gate.swallowAnswers();
        Duration lease = installation().lease();
        JsonNode waiting = installation()
                .api()
                .awaitTrial(
                        study,
                        "has lost its lease",
                        trial -> trial.path("attempts")
                                .path(0)
                                .path("state")
                                .asText()
                                .equals("EXPIRED"));
        gate.open();
        JsonNode trial = installation().api().awaitCompleted(study);

        assertThat(waiting.path("attempts").path(0).path("end").asText()).endsWith("for " + lease.toSeconds() + " s");
        comparison().assertLeftTheSame(trial);
    }

    @Test
    default void halfOpenConnectionToHazelcastOnlyDelaysItsTrial() throws IOException, InterruptedException {
        Gate gate = installation().workersToHazelcast();
        comparison().inMidTrial("half-hazelcast");

        gate.swallowAnswers();
        gate.awaitSwallowed(1);
        gate.awaitSwallowed(1); // a second answer: the client has gone on asking
        gate.open();
        JsonNode trial = installation().api().awaitCompleted("half-hazelcast");

        assertThat(trial.path("attempts")).hasSize(1);
        comparison().assertLeftTheSame(trial);
    }

    @Test
    default void slowConnectionsLoseNothing() throws InterruptedException {
        List<Gate> gates = List.of(
                installation().workersToKafka(),
                installation().coordinatorToKafka(),
                installation().workersToHazelcast());
        gates.forEach(Gate::slowDown);

        JsonNode trial = comparison().complete("slow-connections");

        assertThat(gates).allSatisfy(gate -> assertThat(gate.slowed()).isPositive());
        assertThat(trial.path("attempts")).hasSize(1);
        comparison().assertLeftTheSame(trial);
    }
}
