package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.registry.ModelVersion;
import dev.regatta.coordinator.tracking.registry.NewVersion;
import dev.regatta.coordinator.tracking.registry.RegistryService;
import dev.regatta.coordinator.tracking.registry.Stage;
import dev.regatta.coordinator.tracking.registry.VersionService;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The endpoints under {@code model-versions/}. */
final class VersionEndpoints {

    private static final String PREFIX = "model-versions/";

    private final VersionService versions;
    private final RegistryService models;

    private final RunService runs;

    VersionEndpoints(VersionService versions, RegistryService models, RunService runs) {
        this.runs = runs;
        this.versions = versions;
        this.models = models;
    }

    void mount(JsonRoutes routes) {
        routes.post(PREFIX + "create", this::create)
                .patch(PREFIX + "update", this::update)
                .delete(PREFIX + "delete", this::delete)
                .get(PREFIX + "get", request -> wrapped(found(request)))
                .get(PREFIX + "search", this::search)
                .post(PREFIX + "search", this::search)
                .post(PREFIX + "transition-stage", this::transition)
                .get(
                        PREFIX + "get-download-uri",
                        request -> new JsonObject()
                                .put("artifact_uri", found(request).source()))
                .post(PREFIX + "set-tag", this::setTag)
                .delete(PREFIX + "delete-tag", this::deleteTag);
    }

    private JsonObject create(RequestFields request) {
        NewVersion version = new NewVersion(
                name(request),
                request.required("source"),
                request.textOrEmpty("run_id"),
                request.textOrEmpty("run_link"),
                request.textOrEmpty("description"),
                RequestReader.tags(request));
        return wrapped(versions.create(version, runId -> runs.info(runId).artifactUri()));
    }

    private JsonObject update(RequestFields request) {
        return wrapped(
                versions.describe(name(request), RequestReader.version(request), request.textOrEmpty("description")));
    }

    private JsonObject delete(RequestFields request) {
        versions.delete(name(request), RequestReader.version(request));
        return new JsonObject();
    }

    private JsonObject search(RequestFields request) {
        return TrackingJson.page(
                "model_versions",
                versions.search(RequestReader.modelSearch(request, 50_000)),
                version -> RegistryJson.version(version, aliases(version)));
    }

    private JsonObject transition(RequestFields request) {
        return wrapped(versions.transition(
                name(request),
                RequestReader.version(request),
                Stage.parse(request.required("stage")),
                request.flag("archive_existing_versions")));
    }

    private JsonObject setTag(RequestFields request) {
        versions.setTag(name(request), RequestReader.version(request), RequestReader.tag(request));
        return new JsonObject();
    }

    private JsonObject deleteTag(RequestFields request) {
        versions.deleteTag(name(request), RequestReader.version(request), request.required("key"));
        return new JsonObject();
    }

    private ModelVersion found(RequestFields request) {
        return versions.get(name(request), RequestReader.version(request));
    }

    private JsonObject wrapped(ModelVersion version) {
        return new JsonObject().put("model_version", RegistryJson.version(version, aliases(version)));
    }

    private Map<String, Long> aliases(ModelVersion version) {
        return models.get(version.model()).aliases();
    }

    private static String name(RequestFields request) {
        return request.required("name");
    }
}
