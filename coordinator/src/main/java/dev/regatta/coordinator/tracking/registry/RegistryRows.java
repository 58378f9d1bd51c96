package dev.regatta.coordinator.tracking.registry;

import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.search.Query;
import java.util.List;
import java.util.Optional;

/** What can be asked and changed within a transaction. What is named must exist. */
public interface RegistryRows {

    Optional<RegisteredModel> model(String name);

    List<RegisteredModel> models(Query query);

    /** In the order of their numbers. */
    List<ModelVersion> versions(String model);

    Optional<ModelVersion> version(String model, long version);

    List<ModelVersion> versions(Query query);

    /** Adds it under an id of the store's own; tags and aliases are put one by one. */
    void addModel(RegisteredModel model);

    /** Replaces all of it but its tags and aliases. */
    void saveModel(RegisteredModel model);

    /** Deletes it with its versions, tags and aliases. */
    void removeModel(RegisteredModel model);

    void putModelTag(RegisteredModel model, Tag tag);

    void removeModelTag(RegisteredModel model, String key);

    void putAlias(RegisteredModel model, String alias, long version);

    void removeAlias(RegisteredModel model, String alias);

    /** Adds it under an id of the store's own, to the model of its name. */
    void addVersion(ModelVersion version);

    /** Replaces all of it but its tags. */
    void saveVersion(ModelVersion version);

    /** Deletes it with its tags and the aliases that name it. */
    void removeVersion(ModelVersion version);

    void putVersionTag(ModelVersion version, Tag tag);

    void removeVersionTag(ModelVersion version, String key);
}
