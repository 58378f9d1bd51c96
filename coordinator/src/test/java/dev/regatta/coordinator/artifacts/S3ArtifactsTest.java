package dev.regatta.coordinator.artifacts;

import dev.regatta.coordinator.s3.S3ForTests;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

class S3ArtifactsTest extends ArtifactStoreContract {

    private static final S3ForTests SERVICE = new S3ForTests();

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Override
    ArtifactStore open(Path folder) {
        return new ArtifactConfig(folder, Optional.of(SERVICE.location())).open();
    }
}
