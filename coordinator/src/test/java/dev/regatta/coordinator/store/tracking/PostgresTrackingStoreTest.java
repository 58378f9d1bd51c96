package dev.regatta.coordinator.store.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.store.PostgresForTests;
import dev.regatta.coordinator.tracking.NewRun;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.TrackingStore;
import dev.regatta.coordinator.tracking.TrackingStoreContract;
import dev.regatta.coordinator.tracking.model.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class PostgresTrackingStoreTest extends TrackingStoreContract {

    @Override
    protected TrackingStore emptyStore() {
        return new SqlTrackingStore(PostgresForTests.emptied());
    }

    @Test
    void aTagsRunIsLookedUpByItsNumberThoughRunsWereFewWhenTheyWereAnalyzed() {
        try (Database database = Database.open(PostgresForTests.newDatabase())) {
            RunService runs = new RunService(new SqlTrackingStore(database), InstantSource.system(), UUID::randomUUID);
            runs.create(tagged());
            database.useWrite(handle -> handle.execute("ANALYZE run"));
            runs.create(tagged());
            long run = database.read(handle -> handle.createQuery("SELECT max(number) FROM run")
                    .mapTo(Long.class)
                    .one());

            database.useWrite(handle -> {
                handle.execute("INSERT INTO run_tag (run, name, value) VALUES (?, 'another', '')", run);
                assertThat(scans(handle, "idx_scan")).isPositive();
                assertThat(scans(handle, "seq_scan")).isZero();
            });
        }
    }

    private static NewRun tagged() {
        return new NewRun(0, Optional.empty(), "u", OptionalLong.empty(), List.of(new Tag("k", "v")));
    }

    /** Of table {@code run}, in this transaction. */
    private static long scans(Handle handle, String kind) {
        return handle.createQuery("SELECT " + kind + " FROM pg_stat_xact_user_tables WHERE relname = 'run'")
                .mapTo(Long.class)
                .one();
    }
}
