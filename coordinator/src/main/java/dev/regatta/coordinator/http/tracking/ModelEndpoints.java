package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.registry.RegisteredModel;
import dev.regatta.coordinator.tracking.registry.RegistryService;
import dev.regatta.coordinator.tracking.registry.Stage;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The endpoints under {@code registered-models/}. */
final class ModelEndpoints {

    private static final String PREFIX = "registered-models/";

    private final RegistryService models;

    ModelEndpoints(RegistryService models) {
        this.models = models;
    }

    void mount(JsonRoutes routes) {
        routes.post(PREFIX + "create", this::create)
                .post(PREFIX + "rename", this::rename)
                .patch(PREFIX + "update", this::update)
                .delete(PREFIX + "delete", this::delete)
                .get(PREFIX + "get", request -> wrapped(models.get(name(request))))
                .get(PREFIX + "search", this::search)
                .post(PREFIX + "search", this::search)
                .get(PREFIX + "get-latest-versions", this::latest)
                .post(PREFIX + "get-latest-versions", this::latest)
                .post(PREFIX + "set-tag", this::setTag)
                .delete(PREFIX + "delete-tag", this::deleteTag)
                .post(PREFIX + "alias", this::setAlias)
                .delete(PREFIX + "alias", this::deleteAlias)
                .get(PREFIX + "alias", this::byAlias);
    }

    private JsonObject create(RequestFields request) {
        return wrapped(models.create(name(request), request.textOrEmpty("description"), RequestReader.tags(request)));
    }

    private JsonObject rename(RequestFields request) {
        return wrapped(models.rename(name(request), request.required("new_name")));
    }

    private JsonObject update(RequestFields request) {
        return wrapped(models.describe(name(request), request.textOrEmpty("description")));
    }

    private JsonObject delete(RequestFields request) {
        models.delete(name(request));
        return new JsonObject();
    }

    private JsonObject search(RequestFields request) {
        return TrackingJson.page(
                "registered_models", models.search(RequestReader.modelSearch(request, 1000)), this::withLatest);
    }

    private JsonObject latest(RequestFields request) {
        List<Stage> stages = request.texts("stages").stream().map(Stage::parse).toList();
        RegisteredModel model = models.get(name(request));
        return new JsonObject()
                .put(
                        "model_versions",
                        TrackingJson.array(
                                models.latest(model.name(), stages),
                                version -> RegistryJson.version(version, model.aliases())));
    }

    private JsonObject setTag(RequestFields request) {
        models.setTag(name(request), RequestReader.tag(request));
        return new JsonObject();
    }

    private JsonObject deleteTag(RequestFields request) {
        models.deleteTag(name(request), request.required("key"));
        return new JsonObject();
    }

    private JsonObject setAlias(RequestFields request) {
        models.setAlias(name(request), request.required("alias"), RequestReader.version(request));
        return new JsonObject();
    }

    private JsonObject deleteAlias(RequestFields request) {
        models.deleteAlias(name(request), request.required("alias"));
        return new JsonObject();
    }

    private JsonObject byAlias(RequestFields request) {
        RegisteredModel model = models.get(name(request));
        return new JsonObject()
                .put(
                        "model_version",
                        RegistryJson.version(
                                models.versionByAlias(model.name(), request.required("alias")), model.aliases()));
    }

    private JsonObject wrapped(RegisteredModel model) {
        return new JsonObject().put("registered_model", withLatest(model));
    }

    private JsonObject withLatest(RegisteredModel model) {
        return RegistryJson.model(model, models.latest(model.name(), List.of()));
    }

    private static String name(RequestFields request) {
        return request.required("name");
    }
}
