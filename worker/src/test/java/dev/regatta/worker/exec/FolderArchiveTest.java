package dev.regatta.worker.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderArchiveTest {

    @Test
    void aFolderIsTheSameAfterPackingAndUnpacking(@TempDir Path from, @TempDir Path to) throws IOException {
        Files.createDirectories(from.resolve("a/b"));
        Files.writeString(from.resolve("a/b/c"), "deep");
        Files.writeString(from.resolve("top"), "");
        Files.createSymbolicLink(from.resolve("link"), Path.of("/etc/passwd"));
        FolderArchive.unpack(FolderArchive.pack(from).orElseThrow(), to);
        assertThat(Files.readString(to.resolve("a/b/c"))).isEqualTo("deep");
        assertThat(to.resolve("top")).exists();
        assertThat(to.resolve("link")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "a/../../out", "/etc/out", "", "a//b", ".", "a\\..\\b", "nul\0byte"})
    void aPathThatLeavesTheFolderIsRefused(String path) throws IOException {
        Path to = Files.createTempDirectory("regatta-test");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(path);
        out.writeInt(0);
        assertThatThrownBy(() -> FolderArchive.unpack(bytes.toByteArray(), to))
                .isInstanceOf(IncompatibleCheckpointException.class);
        assertThat(to).isEmptyDirectory();
        Files.delete(to);
    }

    @Test
    void aFolderWhoseFilesAreRenamedAllTheTimeIsReadAsItWasOnceOrNotAtAll(@TempDir Path from) throws IOException {
        for (int i = 0; i < 1_000; i++) { // listing them takes as long as some renames
            Files.writeString(from.resolve("a" + i), "");
        }
        Files.writeString(from.resolve("count"), "1");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> program = CompletableFuture.runAsync(() -> renameUntil(done, from));
        try {
            for (int i = 0; i < 20; i++) {
                FolderArchive.pack(from)
                        .ifPresent(packed -> assertThat(text(packed)).contains("count"));
            }
        } finally {
            done.set(true);
            program.join();
        }
        assertThat(FolderArchive.pack(from)).isPresent();
    }

    private static String text(byte[] packed) {
        return new String(packed, StandardCharsets.UTF_8);
    }

    private static void renameUntil(AtomicBoolean done, Path folder) {
        try {
            while (!done.get()) {
                Files.writeString(folder.resolve("z"), "1");
                Files.move(folder.resolve("z"), folder.resolve("count"), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderThatIsGoneIsNotRead(@TempDir Path folder) throws IOException {
        assertThat(FolderArchive.pack(folder.resolve("gone"))).isEmpty();
    }
}
