package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.tracking.search.Attribute;
import dev.regatta.coordinator.tracking.search.Field;

/** Where searches look: a table, the columns of its attributes, and its tags. */
enum SearchedTable {
    RUNS("SELECT r.* FROM run r", "r", "run_tag", "run = r.number"),
    EXPERIMENTS("SELECT e.* FROM experiment e", "e", "experiment_tag", "experiment = e.id"),
    MODELS("SELECT m.* FROM registered_model m", "m", "registered_model_tag", "model = m.id"),
    VERSIONS(
            "SELECT v.*, o.name AS model_name FROM model_version v JOIN registered_model o ON o.id = v.model",
            "v",
            "model_version_tag",
            "version_id = v.id");

    final String select;
    final String alias;
    final String tags;

    /** How a row of another table belongs to a row of this one, but for that table's alias. */
    final String owned;

    SearchedTable(String select, String alias, String tags, String owned) {
        this.select = select;
        this.alias = alias;
        this.tags = tags;
        this.owned = owned;
    }

    /** Whether its rows have lifecycle stages, so that deleted ones are left out of a search. */
    boolean staged() {
        return this == RUNS || this == EXPERIMENTS;
    }

    static String column(Field.DatasetKey key) {
        return switch (key) {
            case NAME -> "d.name";
            case DIGEST -> "d.digest";
            case CONTEXT -> "i.context";
        };
    }

    String column(Attribute attribute) {
        if (this == VERSIONS && attribute == Attribute.NAME) {
            return "o.name";
        }
        String name = switch (attribute) {
            case RUN_ID -> "run_id";
            case RUN_NAME, NAME -> "name";
            case STATUS -> "status";
            case USER_ID -> "user_id";
            case ARTIFACT_URI -> "artifact_uri";
            case START_TIME -> "start_time_ms";
            case END_TIME -> "end_time_ms";
            case EXPERIMENT_ID -> "id";
            case CREATION_TIME, CREATION_TIMESTAMP -> "creation_time_ms";
            case LAST_UPDATE_TIME, LAST_UPDATED_TIMESTAMP -> "last_update_time_ms";
            case VERSION_NUMBER -> "version";
            case SOURCE_PATH -> "source";
        };
        return alias + "." + name;
    }
}
