package dev.regatta.coordinator.artifacts;

import java.nio.file.Path;

class ArtifactFolderTest extends ArtifactStoreContract {

    @Override
    ArtifactStore open(Path folder) {
        return new ArtifactFolder(folder);
    }
}
