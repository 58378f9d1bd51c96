package dev.regatta.coordinator.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.PassingFile;
import dev.regatta.coordinator.tracking.model.ArtifactPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFolderTest extends ArtifactStoreContract {

    @Override
    ArtifactStore open(Path folder) {
        return new ArtifactFolder(folder);
    }

    @Test
    void aFileThatIsDeletedWhileItsFolderIsListedIsLeftOut(@TempDir Path folder) throws IOException {
        Path files = Files.createDirectory(folder.resolve("files"));
        for (int i = 0; i < 1_000; i++) { // listing them takes as long as some deletions
            Files.createFile(files.resolve("a" + i));
        }
        PassingFile.during(files.resolve("z"), () -> {
            for (int i = 0; i < 20; i++) {
                assertThat(new ArtifactFolder(folder).list(ArtifactPath.ROOT)).hasSizeBetween(1_000, 1_001);
            }
        });
    }
}
