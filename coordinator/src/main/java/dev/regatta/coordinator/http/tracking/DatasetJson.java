package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.model.DatasetInput;
import dev.regatta.coordinator.tracking.model.DatasetSummary;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Data sets as MLflow's clients write and read them. */
final class DatasetJson {

    private DatasetJson() {}

    /** @throws TrackingException if it is no data set with its tags */
    static DatasetInput read(RequestFields input) {
        RequestFields dataset = input.object("dataset")
                .orElseThrow(() -> TrackingException.invalid("Missing value for required parameter 'dataset'."));
        return new DatasetInput(
                dataset.required("name"),
                dataset.required("digest"),
                dataset.required("source_type"),
                dataset.required("source"),
                dataset.text("schema"),
                dataset.text("profile"),
                RequestReader.tags(input));
    }

    static JsonObject write(DatasetInput input) {
        JsonObject dataset = new JsonObject()
                .put("name", input.name())
                .put("digest", input.digest())
                .put("source_type", input.sourceType())
                .put("source", input.source());
        input.schema().ifPresent(schema -> dataset.put("schema", schema));
        input.profile().ifPresent(profile -> dataset.put("profile", profile));
        JsonArray tags = TrackingJson.array(
                input.tags(), tag -> new JsonObject().put("key", tag.key()).put("value", tag.value()));
        return new JsonObject().put("tags", tags).put("dataset", dataset);
    }

    static JsonObject summary(DatasetSummary summary) {
        JsonObject object = new JsonObject()
                .put("experiment_id", Long.toString(summary.experimentId()))
                .put("name", summary.name())
                .put("digest", summary.digest());
        return summary.context().isEmpty() ? object : object.put("context", summary.context());
    }
}
