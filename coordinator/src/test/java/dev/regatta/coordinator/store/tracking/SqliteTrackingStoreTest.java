package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.tracking.TrackingStore;
import dev.regatta.coordinator.tracking.TrackingStoreContract;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteTrackingStoreTest extends TrackingStoreContract {

    @TempDir
    Path folder;

    private @Nullable Database database;

    @Override
    protected TrackingStore emptyStore() {
        database = Database.open(folder.resolve("regatta.db"));
        return new SqlTrackingStore(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
