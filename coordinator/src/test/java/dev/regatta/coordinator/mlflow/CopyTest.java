package dev.regatta.coordinator.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.http.tracking.RawClient;
import dev.regatta.coordinator.http.tracking.TrackingServer;
import dev.regatta.coordinator.mlflow.Count.Kind;
import dev.regatta.coordinator.mlflow.Count.Sums;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies between two real servers. */
@Timeout(60)
class CopyTest {
    private static final int RUNS = 6;
    private static final int POINTS = 1500;

    @TempDir
    Path folder;

    private TrackingServer sourceServer;
    private TrackingServer targetServer;
    private RawClient source;
    private RawClient target;
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void start() {
        sourceServer = new TrackingServer(folder.resolve("source"));
        targetServer = new TrackingServer(folder.resolve("target"));
        source = new RawClient(sourceServer.uri());
        target = new RawClient(targetServer.uri());
    }

    @AfterEach
    void stop() {
        sourceServer.close();
        targetServer.close();
    }

    private Copy copy(Copy.Progress progress) {
        return new Copy(address(sourceServer), address(targetServer), progress, Duration.ofMillis(1));
    }

    private Copy copied() {
        Copy copy = copy((experiment, done, runs) -> seen.add(experiment + " " + done + "/" + runs));
        copy.run(List.of());
        return copy;
    }

    private static Copy.Address address(TrackingServer server) {
        return new Copy.Address(URI.create(server.uri()), Optional.empty());
    }

    private void fill() {
        source.post("experiments/create", "{'name': 'digits', 'tags': [{'key': 'team', 'value': 'vision'}]}");
        for (int i = 0; i < RUNS; i++) {
            fillRun(i);
        }
    }

    private void fillRun(int number) {
        String body = "{'experiment_id': '1', 'run_name': 'run %d', 'start_time': %d, 'user_id': 'anna'}";
        String run = new JsonObject(source.post("runs/create", body.formatted(number, 1000 + number))
                        .body())
                .getJsonObject("run")
                .getJsonObject("info")
                .getString("run_id");
        JsonArray points = new JsonArray();
        for (int step = 0; step < POINTS; step++) {
            points.add(new JsonObject()
                    .put("key", "loss/train")
                    .put("value", step == 7 ? "NaN" : step == 8 ? "-Infinity" : String.valueOf(1.0 / (step + 3)))
                    .put("timestamp", 5000 + step)
                    .put("step", step));
        }
        for (int from = 0; from < POINTS; from += 1000) {
            JsonArray part = new JsonArray(points.getList().subList(from, Math.min(POINTS, from + 1000)));
            source.post("runs/log-batch", new JsonObject().put("run_id", run).put("metrics", part));
        }
        source.post(
                "runs/log-batch",
                "{'run_id': '%s', 'params': [{'key': 'lr', 'value': '0.0%d'}], 'tags': [{'key': 't', 'value': 'ü'}]}"
                        .formatted(run, number));
        source.put(
                "/api/2.0/mlflow-artifacts/artifacts/1/" + run + "/artifacts/plots/a%20b.svg",
                ("<svg>" + number).getBytes(StandardCharsets.UTF_8));
        if (number > 0) {
            source.post("runs/update", "{'run_id': '%s', 'status': 'FINISHED', 'end_time': 9000}".formatted(run));
        }
    }

    /** Everything a client can see of the experiment's runs but their ids, by run name. */
    private static Map<String, String> content(RawClient client) {
        Map<String, String> content = new TreeMap<>();
        JsonArray runs = new JsonObject(
                        client.post("runs/search", "{'experiment_ids': ['1']}").body())
                .getJsonArray("runs", new JsonArray());
        for (Object each : runs) {
            JsonObject run = (JsonObject) each;
            JsonObject info = run.getJsonObject("info");
            String id = info.getString("run_id");
            JsonArray tags = new JsonArray();
            run.getJsonObject("data").getJsonArray("tags").stream()
                    .filter(tag -> !((JsonObject) tag).getString("key").startsWith("regatta.copied"))
                    .forEach(tags::add);
            String history = client.get("metrics/get-history?metric_key=loss%2Ftrain&run_id=" + id)
                    .body();
            String artifact = client.getAbsolute(
                            "/api/2.0/mlflow-artifacts/artifacts/1/" + id + "/artifacts/plots/a%20b.svg")
                    .body();
            content.put(
                    info.getString("run_name"),
                    String.join(
                            "\n",
                            info.getString("status"),
                            info.getValue("start_time").toString(),
                            String.valueOf(info.getValue("end_time")),
                            info.getString("user_id"),
                            run.getJsonObject("data").getJsonArray("params").encode(),
                            tags.encode(),
                            history,
                            artifact));
        }
        return content;
    }

    @Test
    void everythingArrivesAsItWas() {
        fill();

        Copy copy = copied();

        assertThat(copy.problems()).isEmpty();
        assertThat(content(target)).isEqualTo(content(source)).hasSize(RUNS);
        assertThat(target.get("experiments/get-by-name?experiment_name=digits").body())
                .contains("\"team\"", "\"vision\"");
        assertThat(copy.count().of(Kind.RUNS)).isEqualTo(new Sums(RUNS, 0, 0));
        assertThat(copy.count().of(Kind.METRIC_POINTS)).isEqualTo(new Sums((long) RUNS * POINTS, 0, 0));
        assertThat(copy.count().of(Kind.PARAMS)).isEqualTo(new Sums(RUNS, 0, 0));
        assertThat(copy.count().of(Kind.ARTIFACTS)).isEqualTo(new Sums(RUNS, 0, 0));
        assertThat(seen).contains("digits 0/6", "digits 6/6");
    }

    @Test
    void secondCopyChangesNothingButWhatIsUnderWay() {
        fill();
        copied();
        Map<String, String> before = content(target);

        Copy again = copied();

        assertThat(content(target)).isEqualTo(before);
        assertThat(again.count().of(Kind.RUNS)).isEqualTo(new Sums(1, RUNS - 1, 0));
        assertThat(again.count().of(Kind.EXPERIMENTS)).isEqualTo(new Sums(0, 2, 0));
    }

    @Test
    void interruptedCopyGoesOnWhereItWas() {
        fill();
        Copy broken = copy((experiment, done, runs) -> {
            if (done == 2) {
                throw new IllegalStateException("the plug was pulled");
            }
        });
        assertThatThrownBy(() -> broken.run(List.of("digits"))).hasMessageContaining("plug");

        Copy rest = copied();

        assertThat(rest.problems()).isEmpty();
        assertThat(content(target)).isEqualTo(content(source));
        assertThat(rest.count().of(Kind.RUNS).skipped()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void experimentThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> copy((experiment, done, runs) -> {}).run(List.of("letters")))
                .isInstanceOf(MlflowException.class)
                .hasMessageContaining("letters");
    }

    @Test
    void serverThatIsNotThereIsNamed() {
        String gone = sourceServer.uri();
        sourceServer.close();
        assertThatThrownBy(() -> copy((experiment, done, runs) -> {}).run(List.of()))
                .isInstanceOf(MlflowException.class)
                .hasMessageContaining(gone);
    }
}
