package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.registry.ModelVersion;
import dev.regatta.coordinator.tracking.registry.RegisteredModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Registered models as MLflow's clients read them. */
final class RegistryJson {

    private RegistryJson() {}

    static JsonObject model(RegisteredModel model, List<ModelVersion> latest) {
        JsonArray aliases = new JsonArray();
        new TreeMap<>(model.aliases())
                .forEach((alias, version) ->
                        aliases.add(new JsonObject().put("alias", alias).put("version", Long.toString(version))));
        return new JsonObject()
                .put("name", model.name())
                .put("creation_timestamp", model.creationTimeMs())
                .put("last_updated_timestamp", model.lastUpdateTimeMs())
                .put("description", model.description())
                .put("latest_versions", TrackingJson.array(latest, version -> version(version, model.aliases())))
                .put("tags", TrackingJson.texts(model.tags()))
                .put("aliases", aliases);
    }

    /** @param aliases those of its model */
    static JsonObject version(ModelVersion version, Map<String, Long> aliases) {
        JsonArray own = new JsonArray();
        new TreeMap<>(aliases).forEach((alias, named) -> {
            if (named == version.version()) {
                own.add(alias);
            }
        });
        return new JsonObject()
                .put("name", version.model())
                .put("version", Long.toString(version.version()))
                .put("creation_timestamp", version.creationTimeMs())
                .put("last_updated_timestamp", version.lastUpdateTimeMs())
                .put("user_id", version.userId())
                .put("current_stage", version.stage().word())
                .put("description", version.description())
                .put("source", version.source())
                .put("run_id", version.runId())
                .put("run_link", version.runLink())
                .put("status", "READY")
                .put("tags", TrackingJson.texts(version.tags()))
                .put("aliases", own);
    }
}
