package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.ExperimentService;
import dev.regatta.coordinator.tracking.model.Experiment;
import io.vertx.core.json.JsonObject;

/** The endpoints under {@code experiments/}. */
final class ExperimentEndpoints {

    private final ExperimentService experiments;

    ExperimentEndpoints(ExperimentService experiments) {
        this.experiments = experiments;
    }

    void mount(JsonRoutes routes) {
        routes.post("experiments/create", this::create)
                .get("experiments/get", this::get)
                .get("experiments/get-by-name", this::getByName)
                .get("experiments/search", this::search)
                .post("experiments/search", this::search)
                .post("experiments/delete", this::delete)
                .post("experiments/restore", this::restore)
                .post("experiments/update", this::update)
                .post("experiments/set-experiment-tag", this::setTag);
    }

    private JsonObject create(RequestFields request) {
        long id = experiments.create(
                request.required("name"),
                request.text("artifact_location").filter(location -> !location.isEmpty()),
                RequestReader.tags(request));
        return new JsonObject().put("experiment_id", Long.toString(id));
    }

    private JsonObject get(RequestFields request) {
        return wrapped(experiments.get(RequestReader.experimentId(request)));
    }

    private JsonObject getByName(RequestFields request) {
        return wrapped(experiments.getByName(request.required("experiment_name")));
    }

    private JsonObject search(RequestFields request) {
        return TrackingJson.page(
                "experiments",
                experiments.search(RequestReader.search(request, "view_type")),
                TrackingJson::experiment);
    }

    private JsonObject delete(RequestFields request) {
        experiments.delete(RequestReader.experimentId(request));
        return new JsonObject();
    }

    private JsonObject restore(RequestFields request) {
        experiments.restore(RequestReader.experimentId(request));
        return new JsonObject();
    }

    private JsonObject update(RequestFields request) {
        experiments.rename(RequestReader.experimentId(request), request.required("new_name"));
        return new JsonObject();
    }

    private JsonObject setTag(RequestFields request) {
        experiments.setTag(RequestReader.experimentId(request), RequestReader.tag(request));
        return new JsonObject();
    }

    private static JsonObject wrapped(Experiment experiment) {
        return new JsonObject().put("experiment", TrackingJson.experiment(experiment));
    }
}
