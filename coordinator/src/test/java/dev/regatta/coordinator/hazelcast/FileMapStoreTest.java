package dev.regatta.coordinator.hazelcast;

import java.nio.file.Path;

class FileMapStoreTest extends EntryArchiveContract {

    @Override
    EntryArchive open(Path folder) {
        return new FileMapStore(folder);
    }
}
