package dev.regatta.coordinator.tracking.registry;

import dev.regatta.coordinator.tracking.model.ErrorCode;
import dev.regatta.coordinator.tracking.model.Limits;
import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.model.TrackingException;
import dev.regatta.coordinator.tracking.search.Page;
import dev.regatta.coordinator.tracking.search.Query;
import dev.regatta.coordinator.tracking.search.SearchRequest;
import dev.regatta.coordinator.tracking.search.SearchTarget;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of registered models. Blocks; throws {@link TrackingException} for whatever a client does wrong. */
public final class RegistryService {

    private final RegistryStore store;
    private final InstantSource clock;

    public RegistryService(RegistryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public RegisteredModel create(String name, String description, List<Tag> tags) {
        RegistryLimits.modelName(name);
        tags.forEach(Limits::check);
        return store.write(rows -> {
            refuseTaken(rows, name);
            long now = clock.millis();
            rows.addModel(new RegisteredModel(0, name, description, now, now, 0, Map.of(), Map.of()));
            RegisteredModel made = found(rows, name);
            tags.forEach(tag -> rows.putModelTag(made, tag));
            return found(rows, name);
        });
    }

    public RegisteredModel get(String name) {
        return store.read(rows -> found(rows, name));
    }

    /** Of each stage the version with the largest number; of the named stages, or of all. */
    public List<ModelVersion> latest(String name, List<Stage> stages) {
        return store.read(rows -> {
            found(rows, name);
            return LatestVersions.of(rows.versions(name), stages);
        });
    }

    public Page<RegisteredModel> search(SearchRequest request) {
        Query query = request.parsed(SearchTarget.MODELS);
        return Page.of(store.read(rows -> rows.models(query.withOneMore())), request, query);
    }

    public RegisteredModel rename(String name, String newName) {
        RegistryLimits.modelName(newName);
        return store.write(rows -> {
            RegisteredModel model = found(rows, name);
            if (!newName.equals(name)) {
                refuseTaken(rows, newName);
            }
            rows.saveModel(model.changed(newName, model.description(), clock.millis()));
            return found(rows, newName);
        });
    }

    public RegisteredModel describe(String name, String description) {
        return store.write(rows -> {
            rows.saveModel(found(rows, name).changed(name, description, clock.millis()));
            return found(rows, name);
        });
    }

    /** Deletes the model with its versions. */
    public void delete(String name) {
        store.write(rows -> {
            rows.removeModel(found(rows, name));
            return name;
        });
    }

    public void setTag(String name, Tag tag) {
        Limits.check(tag);
        store.write(rows -> {
            rows.putModelTag(found(rows, name), tag);
            return name;
        });
    }

    /** Deletes the tag, if it is there. */
    public void deleteTag(String name, String key) {
        store.write(rows -> {
            rows.removeModelTag(found(rows, name), key);
            return name;
        });
    }

    public void setAlias(String name, String alias, long version) {
        RegistryLimits.alias(alias);
        store.write(rows -> {
            rows.putAlias(found(rows, name), alias, found(rows, name, version).version());
            return name;
        });
    }

    /** Deletes the alias, if it is there. */
    public void deleteAlias(String name, String alias) {
        store.write(rows -> {
            rows.removeAlias(found(rows, name), alias);
            return name;
        });
    }

    public ModelVersion versionByAlias(String name, String alias) {
        return store.read(rows -> {
            Long version = found(rows, name).aliases().get(alias);
            if (version == null) {
                throw TrackingException.invalid("Registered model alias " + alias + " not found.");
            }
            return found(rows, name, version);
        });
    }

    static RegisteredModel found(RegistryRows rows, String name) {
        return rows.model(name)
                .orElseThrow(() -> TrackingException.missing("Registered Model with name=" + name + " not found"));
    }

    static ModelVersion found(RegistryRows rows, String name, long version) {
        Optional<ModelVersion> row = rows.version(name, version);
        return row.orElseThrow(() ->
                TrackingException.missing("Model Version (name=" + name + ", version=" + version + ") not found"));
    }

    private static void refuseTaken(RegistryRows rows, String name) {
        rows.model(name).ifPresent(other -> {
            throw new TrackingException(
                    ErrorCode.RESOURCE_ALREADY_EXISTS, "Registered Model (name=" + name + ") already exists.");
        });
    }
}
