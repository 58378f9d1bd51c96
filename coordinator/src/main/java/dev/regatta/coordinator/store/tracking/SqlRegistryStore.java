package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.tracking.registry.RegistryRows;
import dev.regatta.coordinator.tracking.registry.RegistryStore;
import java.util.function.Function;

/** Keeps registered models in the database. Stateless; safe for use from many threads. */
public final class SqlRegistryStore implements RegistryStore {

    private final Database database;

    public SqlRegistryStore(Database database) {
        this.database = database;
    }

    @Override
    public <T> T read(Function<RegistryRows, T> work) {
        return database.read(handle -> work.apply(new SqlRegistry(handle)));
    }

    @Override
    public <T> T write(Function<RegistryRows, T> work) {
        return database.write(handle -> work.apply(new SqlRegistry(handle)));
    }
}
