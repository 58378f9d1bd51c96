package dev.regatta.coordinator.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regatta.coordinator.mlflow.Count.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies one run. Every step may be repeated: what is there already stays as it is. Thread-safe. */
final class RunCopy {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int METRICS_A_BATCH = 1000;
    private static final int OTHERS_A_BATCH = 50;

    private final MlflowServer source;
    private final MlflowServer target;
    private final Count count;
    private final ArtifactCopy artifacts;

    RunCopy(MlflowServer source, MlflowServer target, Count count) {
        this.source = source;
        this.target = target;
        this.count = count;
        this.artifacts = new ArtifactCopy(source, target, count);
    }

    static String id(JsonNode run) {
        return run.path("info").path("run_id").asText();
    }

    static Optional<String> tag(JsonNode run, String key) {
        for (JsonNode tag : run.path("data").path("tags")) {
            if (tag.path("key").asText().equals(key)) {
                return Optional.of(tag.path("value").asText());
            }
        }
        return Optional.empty();
    }

    /**
     * Copies a run with its params, tags, histories and artifacts.
     *
     * @param experiment the target's
     * @param before what an earlier copy made of it
     */
    void copy(JsonNode run, String experiment, Optional<JsonNode> before) {
        if (before.flatMap(copy -> tag(copy, Copy.WHOLE)).isPresent()) {
            count.skipped(Kind.RUNS, 1);
            return;
        }
        JsonNode copy = before.orElseGet(() -> create(run, experiment));
        String id = id(copy);
        batches(id, "params", run.path("data").path("params"), OTHERS_A_BATCH, Kind.PARAMS);
        batches(id, "tags", run.path("data").path("tags"), OTHERS_A_BATCH, Kind.TAGS);
        for (JsonNode latest : run.path("data").path("metrics")) {
            history(id(run), id, latest.path("key").asText());
        }
        artifacts.copy(run, copy);
        end(run, id);
        count.copied(Kind.RUNS, 1);
    }

    private JsonNode create(JsonNode run, String experiment) {
        JsonNode info = run.path("info");
        ObjectNode request = NODES.objectNode()
                .put("experiment_id", experiment)
                .put("start_time", info.path("start_time").asLong())
                .put("user_id", info.path("user_id").asText(""));
        tag(run, "mlflow.runName").ifPresent(name -> request.put("run_name", name));
        request.putArray("tags").addObject().put("key", Copy.SOURCE).put("value", id(run));
        return target.post("runs/create", request).path("run");
    }

    private void history(String from, String to, String key) {
        String query = "run_id=" + from + "&metric_key=" + encoded(key);
        String token = "";
        do {
            JsonNode page = source.get(
                    "metrics/get-history", token.isEmpty() ? query : query + "&page_token=" + encoded(token));
            batches(to, "metrics", page.path("metrics"), METRICS_A_BATCH, Kind.METRIC_POINTS);
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
    }

    private void batches(String run, String field, JsonNode entries, int size, Kind kind) {
        List<JsonNode> all = new ArrayList<>();
        entries.forEach(all::add);
        for (int from = 0; from < all.size(); from += size) {
            List<JsonNode> part = all.subList(from, Math.min(all.size(), from + size));
            ArrayNode batch = NODES.arrayNode().addAll(part);
            target.post("runs/log-batch", NODES.objectNode().put("run_id", run).set(field, batch));
            count.copied(kind, part.size());
        }
    }

    /** A run that is under way at the source stays so here, and is not whole. */
    private void end(JsonNode run, String copy) {
        JsonNode info = run.path("info");
        String status = info.path("status").asText();
        ObjectNode update = NODES.objectNode().put("run_id", copy).put("status", status);
        if (info.has("end_time")) {
            update.put("end_time", info.path("end_time").asLong());
        }
        target.post("runs/update", update);
        if (!status.equals("RUNNING") && !status.equals("SCHEDULED")) {
            target.post(
                    "runs/set-tag",
                    NODES.objectNode()
                            .put("run_id", copy)
                            .put("key", Copy.WHOLE)
                            .put("value", "true"));
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
