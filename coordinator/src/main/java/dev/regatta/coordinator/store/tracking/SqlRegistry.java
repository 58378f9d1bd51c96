package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.registry.ModelVersion;
import dev.regatta.coordinator.tracking.registry.RegisteredModel;
import dev.regatta.coordinator.tracking.registry.RegistryRows;
import dev.regatta.coordinator.tracking.registry.Stage;
import dev.regatta.coordinator.tracking.search.Query;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Registered models in one transaction. Lives as long as its handle. */
final class SqlRegistry implements RegistryRows {

    private static final String MODEL = "SELECT m.* FROM registered_model m ";
    private static final String VERSION =
            "SELECT v.*, m.name AS model_name FROM model_version v JOIN registered_model m ON m.id = v.model ";

    private final Handle handle;

    SqlRegistry(Handle handle) {
        this.handle = handle;
    }

    @Override
    public Optional<RegisteredModel> model(String name) {
        return handle.select(MODEL + "WHERE m.name = ?", name)
                .map(this::readModel)
                .findFirst();
    }

    @Override
    public List<RegisteredModel> models(Query query) {
        return new SearchSql(SearchedTable.MODELS)
                .select(query, List.of())
                .query(handle)
                .map(this::readModel)
                .list();
    }

    @Override
    public List<ModelVersion> versions(String model) {
        return handle.select(VERSION + "WHERE m.name = ? ORDER BY v.version", model)
                .map(this::readVersion)
                .list();
    }

    @Override
    public Optional<ModelVersion> version(String model, long version) {
        return handle.select(VERSION + "WHERE m.name = ? AND v.version = ?", model, version)
                .map(this::readVersion)
                .findFirst();
    }

    @Override
    public List<ModelVersion> versions(Query query) {
        return new SearchSql(SearchedTable.VERSIONS)
                .select(query, List.of())
                .query(handle)
                .map(this::readVersion)
                .list();
    }

    @Override
    public void addModel(RegisteredModel model) {
        handle.execute(
                "INSERT INTO registered_model (id, name, description, creation_time_ms, last_update_time_ms, "
                        + "last_version) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM registered_model), ?, ?, ?, ?, ?)",
                model.name(),
                model.description(),
                model.creationTimeMs(),
                model.lastUpdateTimeMs(),
                model.lastVersion());
    }

    @Override
    public void saveModel(RegisteredModel model) {
        handle.execute(
                "UPDATE registered_model SET name = ?, description = ?, last_update_time_ms = ?, last_version = ? "
                        + "WHERE id = ?",
                model.name(),
                model.description(),
                model.lastUpdateTimeMs(),
                model.lastVersion(),
                model.id());
    }

    @Override
    public void removeModel(RegisteredModel model) {
        versions(model.name()).forEach(this::removeVersion);
        handle.execute("DELETE FROM registered_model_tag WHERE model = ?", model.id());
        handle.execute("DELETE FROM registered_model_alias WHERE model = ?", model.id());
        handle.execute("DELETE FROM registered_model WHERE id = ?", model.id());
    }

    @Override
    public void putModelTag(RegisteredModel model, Tag tag) {
        handle.execute(
                "INSERT INTO registered_model_tag (model, name, value) VALUES (?, ?, ?) "
                        + "ON CONFLICT (model, name) DO UPDATE SET value = excluded.value",
                model.id(),
                tag.key(),
                tag.value());
    }

    @Override
    public void removeModelTag(RegisteredModel model, String key) {
        handle.execute("DELETE FROM registered_model_tag WHERE model = ? AND name = ?", model.id(), key);
    }

    @Override
    public void putAlias(RegisteredModel model, String alias, long version) {
        handle.execute(
                "INSERT INTO registered_model_alias (model, alias, version) VALUES (?, ?, ?) "
                        + "ON CONFLICT (model, alias) DO UPDATE SET version = excluded.version",
                model.id(),
                alias,
                version);
    }

    @Override
    public void removeAlias(RegisteredModel model, String alias) {
        handle.execute("DELETE FROM registered_model_alias WHERE model = ? AND alias = ?", model.id(), alias);
    }

    @Override
    public void addVersion(ModelVersion version) {
        handle.execute(
                "INSERT INTO model_version (id, model, version, creation_time_ms, last_update_time_ms, user_id, stage, "
                        + "description, source, run_id, run_link) VALUES ("
                        + "(SELECT coalesce(max(id), 0) + 1 FROM model_version), "
                        + "(SELECT id FROM registered_model WHERE name = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                version.model(),
                version.version(),
                version.creationTimeMs(),
                version.lastUpdateTimeMs(),
                version.userId(),
                version.stage().word(),
                version.description(),
                version.source(),
                version.runId(),
                version.runLink());
    }

    @Override
    public void saveVersion(ModelVersion version) {
        handle.execute(
                "UPDATE model_version SET stage = ?, description = ?, last_update_time_ms = ? WHERE id = ?",
                version.stage().word(),
                version.description(),
                version.lastUpdateTimeMs(),
                version.id());
    }

    @Override
    public void removeVersion(ModelVersion version) {
        handle.execute("DELETE FROM model_version_tag WHERE version_id = ?", version.id());
        handle.execute(
                "DELETE FROM registered_model_alias WHERE version = ? AND model = "
                        + "(SELECT model FROM model_version WHERE id = ?)",
                version.version(),
                version.id());
        handle.execute("DELETE FROM model_version WHERE id = ?", version.id());
    }

    @Override
    public void putVersionTag(ModelVersion version, Tag tag) {
        handle.execute(
                "INSERT INTO model_version_tag (version_id, name, value) VALUES (?, ?, ?) "
                        + "ON CONFLICT (version_id, name) DO UPDATE SET value = excluded.value",
                version.id(),
                tag.key(),
                tag.value());
    }

    @Override
    public void removeVersionTag(ModelVersion version, String key) {
        handle.execute("DELETE FROM model_version_tag WHERE version_id = ? AND name = ?", version.id(), key);
    }

    private RegisteredModel readModel(ResultSet row, StatementContext context) throws SQLException {
        long id = row.getLong("id");
        Map<String, Long> aliases = new HashMap<>();
        handle.select("SELECT alias, version FROM registered_model_alias WHERE model = ?", id)
                .map((alias, nothing) -> aliases.put(alias.getString(1), alias.getLong(2)))
                .list();
        return new RegisteredModel(
                id,
                row.getString("name"),
                row.getString("description"),
                row.getLong("creation_time_ms"),
                row.getLong("last_update_time_ms"),
                row.getLong("last_version"),
                tags("SELECT name, value FROM registered_model_tag WHERE model = ?", id),
                aliases);
    }

    private ModelVersion readVersion(ResultSet row, StatementContext context) throws SQLException {
        long id = row.getLong("id");
        return new ModelVersion(
                id,
                row.getString("model_name"),
                row.getLong("version"),
                row.getLong("creation_time_ms"),
                row.getLong("last_update_time_ms"),
                row.getString("user_id"),
                Stage.parse(row.getString("stage")),
                row.getString("description"),
                row.getString("source"),
                row.getString("run_id"),
                row.getString("run_link"),
                tags("SELECT name, value FROM model_version_tag WHERE version_id = ?", id));
    }

    private Map<String, String> tags(String sql, long owner) {
        Map<String, String> tags = new HashMap<>();
        handle.select(sql, owner)
                .map((row, context) -> tags.put(row.getString(1), row.getString(2)))
                .list();
        return tags;
    }
}
