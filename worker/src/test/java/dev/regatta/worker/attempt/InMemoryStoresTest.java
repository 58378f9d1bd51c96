package dev.regatta.worker.attempt;

import dev.regatta.protocol.CheckpointRef;
import org.junit.jupiter.api.Nested;

/** The stores that other tests use keep the contracts of the real ones. */
class InMemoryStoresTest {

    @Nested
    class Checkpoints extends CheckpointStoreContract {
        private final InMemoryCheckpointStore store = new InMemoryCheckpointStore();

        @Override
        protected CheckpointStore store() {
            return store;
        }

        @Override
        protected void damage(CheckpointRef checkpoint) {
            store.damage(checkpoint.key());
        }
    }

    @Nested
    class Prototypes extends PrototypeStoreContract {
        private final PrototypeStore store = new InMemoryPrototypeStore();

        @Override
        protected PrototypeStore store() {
            return store;
        }
    }
}
