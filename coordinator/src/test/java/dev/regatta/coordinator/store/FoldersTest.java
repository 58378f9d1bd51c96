package dev.regatta.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.PassingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @Test
    void aFileThatIsDeletedWhileItsFolderIsCopiedIsLeftOut(@TempDir Path from, @TempDir Path to) throws IOException {
        Files.writeString(from.resolve("stays"), "whole");
        PassingFile.during(from.resolve("passes"), () -> {
            for (int i = 0; i < 2_000; i++) {
                Folders.copy(from, to);
            }
        });
        assertThat(to.resolve("stays")).hasContent("whole");
    }
}
