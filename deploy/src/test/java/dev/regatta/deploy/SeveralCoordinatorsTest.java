package dev.regatta.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two coordinators over a PostgreSQL and four workers, all real processes: however often a coordinator is killed, no study, trial
 * or point is lost or doubled.
 */
class SeveralCoordinatorsTest {
    private static final int WORKERS = 4;
    private static final int KILLS = 4;
    private static final int TRIALS = 4;
    private static final int STEPS = 6;

    /**
     * Each step's value is a hash of all steps before it, kept in the checkpoint: a step that was left out, made twice or begun from
     * a wrong state shows in all later ones.
     */
    private static final String PROGRAM = """
            step=0
            x=$(sed -n 's/.*"x" *: *\\([0-9]*\\).*/\\1/p' "$REGATTA_PARAMETERS")
            state=$REGATTA_CHECKPOINT_DIR/state
            [ ! -f "$state" ] || read -r step x < "$state"
            while [ "$step" -lt %d ]; do
              sleep 0.5
              step=$((step + 1))
              x=$(((x * 31 + step) %% 10007))
              echo "$step $x" > "$state.new"
              mv "$state.new" "$state"
              echo "{\\"step\\": $step, \\"chain\\": $x}"
            done
            """.formatted(STEPS);

    private static List<Api.Point> chain(int start) {
        int[] value = {start};
        return IntStream.rangeClosed(1, STEPS)
                .mapToObj(step -> {
                    value[0] = (value[0] * 31 + step) % 10007;
                    return new Api.Point("chain", step, String.valueOf((double) value[0]));
                })
                .toList();
    }

    private static Map<String, Object> study(String name) {
        return Map.of(
                "name", name,
                "objective", Map.of("metric", "chain", "direction", "maximize"),
                "trials", TRIALS,
                "concurrency", 2,
                "sampler", Map.of("type", "random"),
                "exec", Map.of("command", List.of("sh", "-c", PROGRAM)),
                "parameters", Map.of("x", Map.of("type", "int", "low", 1, "high", 10_000)),
                "fixed", Map.of("method", "exec"));
    }

    @Test
    @Timeout(300)
    void nothingIsLostThoughACoordinatorIsKilledEveryFewSeconds(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws IOException, InterruptedException {
        Cluster cluster = new Cluster(directory, WORKERS);
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                int victim = kill % Cluster.COORDINATORS;
                Api survivor = cluster.api(Cluster.COORDINATORS - 1 - victim);
                survivor.insistOnStudy(study("stormy-" + kill));
                JsonNode unused = survivor.awaitTrial(
                        "stormy-" + kill,
                        "is in mid-trial",
                        trial -> trial.path("epoch").asInt() >= 1);
                cluster.kill(victim);
                cluster.startAgain(victim);
            }
            for (int kill = 0; kill < KILLS; kill++) {
                assertUnharmed("stormy-" + kill, cluster);
            }
        } finally {
            cluster.stop();
        }
    }

    /** Whichever coordinator is asked. */
    private static void assertUnharmed(String study, Cluster cluster) throws InterruptedException {
        Api one = cluster.api(0);
        Api other = cluster.api(1);
        assertThat(one.awaitEnd(study).path("state").asText()).isEqualTo("COMPLETED");
        assertThat(other.awaitEnd(study)).isEqualTo(one.study(study));
        assertThat(other.trials(study)).isEqualTo(one.trials(study)).hasSize(TRIALS);
        JsonNode replay = other.replay(study);
        assertThat(replay.path("decisions").asInt()).isGreaterThanOrEqualTo(2 * TRIALS);
        assertThat(replay.has("difference")).as(replay.toString()).isFalse();
        Set<String> runs = new HashSet<>();
        for (JsonNode trial : one.trials(study)) {
            assertThat(trial.path("state").asText()).isEqualTo("COMPLETED");
            assertThat(trial.path("attempts").findValuesAsText("state"))
                    .as(trial.toString())
                    .containsOnlyOnce("COMPLETED");
            String run = trial.path("mlflow_run").asText();
            runs.add(run);
            assertThat(other.points(run))
                    .as(trial.toString())
                    .isEqualTo(chain(trial.path("parameters").path("x").asInt()));
        }
        assertThat(other.runs(study)).isEqualTo(runs).hasSize(TRIALS);
    }
}
