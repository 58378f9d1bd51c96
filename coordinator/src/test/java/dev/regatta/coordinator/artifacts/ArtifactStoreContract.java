package dev.regatta.coordinator.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.artifacts.ArtifactStore.Artifact;
import dev.regatta.coordinator.artifacts.ArtifactStore.Entry;
import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every place for artifacts does. */
@Timeout(60)
abstract class ArtifactStoreContract {

    @TempDir
    Path folder;

    private ArtifactStore store = new ArtifactFolder(Path.of("none"));

    /** An empty store. */
    abstract ArtifactStore open(Path folder);

    @BeforeEach
    void open() {
        store = open(folder);
    }

    @Test
    void acceptedUploadIsReadBackWholeAndInPieces() throws IOException {
        put("run/model/weights.bin", "0123456789");
        Artifact found = store.find(path("run/model/weights.bin"));
        assertThat(found.size()).isEqualTo(10);
        assertThat(text(found.read(0, 10))).isEqualTo("0123456789");
        assertThat(text(found.read(3, 4))).isEqualTo("3456");
        assertThat(text(found.read(9, 1))).isEqualTo("9");
    }

    @Test
    void acceptedUploadIsGoneFromWhereItWasReceived() throws IOException {
        Path upload = put("a", "x");
        assertThat(upload).doesNotExist();
    }

    @Test
    void secondUploadReplacesTheFirst() throws IOException {
        put("a/b", "first");
        put("a/b", "2");
        assertThat(store.find(path("a/b")).size()).isEqualTo(1);
    }

    @Test
    void emptyArtifactIsOne() throws IOException {
        put("empty", "");
        assertThat(store.find(path("empty")).size()).isZero();
        assertThat(store.list(ArtifactPath.ROOT)).containsExactly(new Entry("empty", false, 0));
    }

    @Test
    void folderListsWhatLiesDirectlyInItByName() throws IOException {
        for (String name : new String[] {"b.txt", "c/deep/er.bin", "a.txt", "c/other", "e.txt", "d.txt", "f/g"}) {
            put("run/" + name, name);
        }
        put("runner/x", "no part of run");
        assertThat(store.list(path("run")))
                .containsExactly(
                        new Entry("a.txt", false, 5),
                        new Entry("b.txt", false, 5),
                        new Entry("c", true, 0),
                        new Entry("d.txt", false, 5),
                        new Entry("e.txt", false, 5),
                        new Entry("f", true, 0));
        assertThat(store.list(path("run/c"))).containsExactly(new Entry("deep", true, 0), new Entry("other", false, 7));
        assertThat(store.list(path("none"))).isEmpty();
        assertThat(store.list(path("run/a.txt"))).isEmpty();
    }

    @Test
    void unusualNamesAreKept() throws IOException {
        put("run/a b+c%&=ü.bin", "x");
        assertThat(store.list(path("run"))).extracting(Entry::name).containsExactly("a b+c%&=ü.bin");
        assertThat(store.find(path("run/a b+c%&=ü.bin")).size()).isEqualTo(1);
    }

    @Test
    void missingArtifactIsNamed() {
        assertThatThrownBy(() -> store.find(path("run/none")))
                .isInstanceOf(TrackingException.class)
                .hasMessageContaining("run/none");
        assertThatThrownBy(() -> store.delete(path("run/none"))).isInstanceOf(TrackingException.class);
        assertThatThrownBy(() -> store.find(ArtifactPath.ROOT)).isInstanceOf(TrackingException.class);
    }

    @Test
    void deletedArtifactIsGone() throws IOException {
        put("run/a", "x");
        put("run/b", "x");
        store.delete(path("run/a"));
        assertThat(store.list(path("run"))).extracting(Entry::name).containsExactly("b");
    }

    @Test
    void deletedFolderIsGoneWithAllBelowIt() throws IOException {
        for (String name : new String[] {"a", "b/c", "b/d", "e/f/g", "h"}) {
            put("run/" + name, "x");
        }
        put("other/a", "x");
        store.deleteFolder(path("run"));
        store.deleteFolder(path("none"));
        assertThat(store.list(path("run"))).isEmpty();
        assertThat(store.list(ArtifactPath.ROOT)).extracting(Entry::name).contains("other");
    }

    @Test
    void fileAndFolderNeverTakeEachOthersPlace() throws IOException {
        put("c/d", "x");
        assertThatThrownBy(() -> put("c", "y")).isInstanceOf(TrackingException.class);
        assertThatThrownBy(() -> put("c/d/e", "y")).isInstanceOf(TrackingException.class);
        assertThat(store.find(path("c/d")).size()).isEqualTo(1);
    }

    private Path put(String path, String content) throws IOException {
        Path upload = store.newUpload();
        Files.writeString(upload, content);
        store.accept(upload, path(path));
        return upload;
    }

    private static ArtifactPath path(String path) {
        return new ArtifactPath(java.util.List.of(path.split("/")));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
