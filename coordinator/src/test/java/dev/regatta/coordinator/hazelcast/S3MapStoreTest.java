package dev.regatta.coordinator.hazelcast;

import dev.regatta.coordinator.s3.S3Bucket;
import dev.regatta.coordinator.s3.S3ForTests;
import dev.regatta.coordinator.s3.S3Location;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

class S3MapStoreTest extends EntryArchiveContract {

    private static final S3ForTests SERVICE = new S3ForTests();

    private final S3Location location = SERVICE.location();

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Override
    EntryArchive open(Path folder) {
        return new S3MapStore(new S3Bucket(location));
    }
}
