package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.tracking.search.Attribute;

/** Where searches look: a table, the columns of its attributes, and its tags. */
enum SearchedTable {
    RUNS("SELECT r.* FROM run r", "r", "run_tag", "run = r.number"),
    EXPERIMENTS("SELECT e.* FROM experiment e", "e", "experiment_tag", "experiment = e.id");

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

    String column(Attribute attribute) {
        String name = switch (attribute) {
            case RUN_ID -> "run_id";
            case RUN_NAME, NAME -> "name";
            case STATUS -> "status";
            case USER_ID -> "user_id";
            case ARTIFACT_URI -> "artifact_uri";
            case START_TIME -> "start_time_ms";
            case END_TIME -> "end_time_ms";
            case EXPERIMENT_ID -> "id";
            case CREATION_TIME -> "creation_time_ms";
            case LAST_UPDATE_TIME -> "last_update_time_ms";
        };
        return alias + "." + name;
    }
}
