package dev.regatta.coordinator.tracking.registry;

import dev.regatta.coordinator.tracking.model.Limits;
import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.model.TrackingException;
import dev.regatta.coordinator.tracking.search.Page;
import dev.regatta.coordinator.tracking.search.Query;
import dev.regatta.coordinator.tracking.search.SearchRequest;
import dev.regatta.coordinator.tracking.search.SearchTarget;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The rules of model versions. Blocks; throws {@link TrackingException} for whatever a client does wrong. */
public final class VersionService {

    private final RegistryStore store;
    private final InstantSource clock;

    public VersionService(RegistryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param artifactUri where a run's artifacts lie */
    public ModelVersion create(NewVersion request, UnaryOperator<String> artifactUri) {
        ModelSource.check(request.source(), request.runId(), artifactUri);
        request.tags().forEach(Limits::check);
        return store.write(rows -> {
            long now = clock.millis();
            RegisteredModel model = RegistryService.found(rows, request.model()).withVersion(now);
            rows.saveModel(model);
            rows.addVersion(new ModelVersion(
                    0,
                    model.name(),
                    model.lastVersion(),
                    now,
                    now,
                    "",
                    Stage.NONE,
                    request.description(),
                    request.source(),
                    request.runId(),
                    request.runLink(),
                    Map.of()));
            ModelVersion made = RegistryService.found(rows, model.name(), model.lastVersion());
            request.tags().forEach(tag -> rows.putVersionTag(made, tag));
            return RegistryService.found(rows, model.name(), model.lastVersion());
        });
    }

    public ModelVersion get(String model, long version) {
        return store.read(rows -> RegistryService.found(rows, model, version));
    }

    public Page<ModelVersion> search(SearchRequest request) {
        Query query = request.parsed(SearchTarget.VERSIONS);
        return Page.of(store.read(rows -> rows.versions(query.withOneMore())), request, query);
    }

    public ModelVersion describe(String model, long version, String description) {
        return store.write(rows -> {
            rows.saveVersion(RegistryService.found(rows, model, version).described(description, clock.millis()));
            return RegistryService.found(rows, model, version);
        });
    }

    /** @param archiveOthers whether other versions in that stage, Staging or Production, become Archived */
    public ModelVersion transition(String model, long version, Stage stage, boolean archiveOthers) {
        if (archiveOthers && stage != Stage.STAGING && stage != Stage.PRODUCTION) {
            throw TrackingException.invalid("Model version transition cannot archive existing model versions because '"
                    + stage.word() + "' is not an Active stage. Valid stages are Staging, Production");
        }
        return store.write(rows -> {
            long now = clock.millis();
            ModelVersion moved = RegistryService.found(rows, model, version);
            if (archiveOthers) {
                rows.versions(model).stream()
                        .filter(other -> other.stage() == stage && other.version() != version)
                        .forEach(other -> rows.saveVersion(other.in(Stage.ARCHIVED, now)));
            }
            rows.saveVersion(moved.in(stage, now));
            return RegistryService.found(rows, model, version);
        });
    }

    public void delete(String model, long version) {
        store.write(rows -> {
            rows.removeVersion(RegistryService.found(rows, model, version));
            return version;
        });
    }

    public void setTag(String model, long version, Tag tag) {
        Limits.check(tag);
        store.write(rows -> {
            rows.putVersionTag(RegistryService.found(rows, model, version), tag);
            return version;
        });
    }

    /** Deletes the tag, if it is there. */
    public void deleteTag(String model, long version, String key) {
        store.write(rows -> {
            rows.removeVersionTag(RegistryService.found(rows, model, version), key);
            return version;
        });
    }
}
