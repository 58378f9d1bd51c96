package dev.regatta.coordinator.http.tracking;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Run;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.search.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes values as MLflow's clients read them. */
final class TrackingJson {

    private TrackingJson() {}

    static JsonObject experiment(Experiment experiment) {
        return new JsonObject()
                .put("experiment_id", Long.toString(experiment.id()))
                .put("name", experiment.name())
                .put("artifact_location", experiment.artifactLocation())
                .put("lifecycle_stage", experiment.stage().word())
                .put("creation_time", experiment.creationTimeMs())
                .put("last_update_time", experiment.lastUpdateTimeMs())
                .put("tags", texts(experiment.tags()));
    }

    static JsonObject run(Run run) {
        JsonObject data = new JsonObject()
                .put("metrics", metrics(run.latest()))
                .put("params", texts(run.params()))
                .put("tags", texts(run.tags()));
        JsonObject object = new JsonObject().put("info", runInfo(run.info())).put("data", data);
        JsonObject inputs = new JsonObject();
        if (!run.inputs().isEmpty()) {
            inputs.put("dataset_inputs", array(run.inputs(), DatasetJson::write));
        }
        return object.put("inputs", inputs);
    }

    static JsonObject runInfo(RunInfo info) {
        JsonObject object = new JsonObject()
                .put("run_id", info.runId())
                .put("run_uuid", info.runId())
                .put("run_name", info.name())
                .put("experiment_id", Long.toString(info.experimentId()))
                .put("user_id", info.userId())
                .put("status", info.status().name())
                .put("start_time", info.startTimeMs())
                .put("artifact_uri", info.artifactUri())
                .put("lifecycle_stage", info.stage().word());
        info.endTimeMs().ifPresent(endTimeMs -> object.put("end_time", endTimeMs));
        return object;
    }

    static StreamedArray<Metric> metrics(List<Metric> metrics) {
        return new StreamedArray<>(metrics, (json, metric) -> {
            json.writeStartObject();
            fields(json, metric);
            json.writeEndObject();
        });
    }

    /** The points of several runs, each with its run's id. */
    static StreamedArray<Map.Entry<String, Metric>> metricsOfRuns(List<Map.Entry<String, Metric>> metrics) {
        return new StreamedArray<>(metrics, (json, metric) -> {
            json.writeStartObject();
            fields(json, metric.getValue());
            json.writeStringField("run_id", metric.getKey());
            json.writeEndObject();
        });
    }

    private static void fields(JsonGenerator json, Metric metric) throws IOException {
        double value = metric.value();
        json.writeStringField("key", metric.key());
        if (Double.isFinite(value)) {
            json.writeNumberField("value", value);
        } else {
            // JSON has no NaN and no infinity: their Java names are also those of protobuf's JSON.
            json.writeStringField("value", Double.toString(value));
        }
        json.writeNumberField("timestamp", metric.timestampMs());
        json.writeNumberField("step", metric.step());
    }

    /** A page without results has no list either, as protobuf writes it. */
    static <T> JsonObject page(String name, Page<T> page, Function<T, JsonObject> writer) {
        JsonObject object = new JsonObject();
        if (!page.results().isEmpty()) {
            object.put(name, array(page.results(), writer));
        }
        page.nextPageToken().ifPresent(token -> object.put("next_page_token", token));
        return object;
    }

    static <T> JsonArray array(List<T> values, Function<T, JsonObject> writer) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(writer.apply(value)));
        return array;
    }

    /** Keys with their values, in the order of the keys. */
    static StreamedArray<Map.Entry<String, String>> texts(Map<String, String> texts) {
        return new StreamedArray<>(new TreeMap<>(texts).entrySet(), (json, text) -> {
            json.writeStartObject();
            json.writeStringField("key", text.getKey());
            json.writeStringField("value", text.getValue());
            json.writeEndObject();
        });
    }
}
