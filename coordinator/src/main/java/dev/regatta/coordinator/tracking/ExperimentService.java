package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.LifecycleStage;
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

/** The rules of experiments. Blocks; throws {@link TrackingException} for whatever a client does wrong. */
public final class ExperimentService {

    private final TrackingStore store;
    private final InstantSource clock;

    public ExperimentService(TrackingStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @return the new experiment's id */
    public long create(String name, Optional<String> artifactLocation, List<Tag> tags) {
        Limits.experimentName(name);
        tags.forEach(Limits::experimentTag);
        return store.write(rows -> {
            refuseTaken(rows, name);
            long id = rows.nextExperimentId();
            long now = clock.millis();
            String location = artifactLocation.orElse("mlflow-artifacts:/" + id);
            rows.addExperiment(new Experiment(id, name, location, LifecycleStage.ACTIVE, now, now, Map.of()));
            tags.forEach(tag -> rows.putExperimentTag(id, tag));
            return id;
        });
    }

    public Experiment get(long id) {
        return store.read(rows -> found(rows, id));
    }

    public Experiment getByName(String name) {
        return store.read(rows -> rows.experimentNamed(name))
                .orElseThrow(() -> TrackingException.missing("Could not find experiment with name '" + name + "'"));
    }

    public Page<Experiment> search(SearchRequest request) {
        Query query = request.parsed(SearchTarget.EXPERIMENTS);
        return Page.of(store.read(rows -> rows.experiments(query.withOneMore())), request, query);
    }

    /** Deletes the experiment with its runs. */
    public void delete(long id) {
        move(id, LifecycleStage.ACTIVE, LifecycleStage.DELETED);
    }

    /** Restores the experiment with its runs. */
    public void restore(long id) {
        move(id, LifecycleStage.DELETED, LifecycleStage.ACTIVE);
    }

    public void rename(long id, String newName) {
        Limits.experimentName(newName);
        store.write(rows -> {
            Experiment experiment = active(rows, id);
            if (!experiment.name().equals(newName)) {
                refuseTaken(rows, newName);
                rows.saveExperiment(experiment.named(newName, clock.millis()));
            }
            return id;
        });
    }

    public void setTag(long id, Tag tag) {
        Limits.experimentTag(tag);
        store.write(rows -> {
            active(rows, id);
            rows.putExperimentTag(id, tag);
            return id;
        });
    }

    private void move(long id, LifecycleStage from, LifecycleStage to) {
        store.write(rows -> {
            Experiment experiment = found(rows, id);
            if (experiment.stage() != from) {
                throw TrackingException.missing("No " + from.word() + " experiment with id " + id + " exists");
            }
            rows.saveExperiment(experiment.in(to, clock.millis()));
            rows.moveRuns(id, to);
            return id;
        });
    }

    static Experiment active(TrackingReads rows, long id) {
        Experiment experiment = found(rows, id);
        if (experiment.stage() != LifecycleStage.ACTIVE) {
            throw TrackingException.invalid("The experiment " + id
                    + " must be in the 'active' state. Current state is "
                    + experiment.stage().word() + ".");
        }
        return experiment;
    }

    private static Experiment found(TrackingReads rows, long id) {
        return rows.experiment(id)
                .orElseThrow(() -> TrackingException.missing("No Experiment with id=" + id + " exists"));
    }

    private static void refuseTaken(TrackingReads rows, String name) {
        rows.experimentNamed(name).ifPresent(other -> {
            String deleted = other.stage() == LifecycleStage.DELETED ? " in deleted state" : "";
            throw TrackingException.taken(
                    "Experiment '" + name + "' already exists" + deleted + " (id " + other.id() + ")");
        });
    }
}
