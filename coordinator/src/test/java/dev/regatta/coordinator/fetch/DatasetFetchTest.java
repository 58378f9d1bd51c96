package dev.regatta.coordinator.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFetchTest {
    private static final String FOLDER = PublishedDataset.CIFAR10.folder();
    private static final String PART = PublishedDataset.CIFAR10.archive() + ".part";

    private final byte[] picture = new byte[200_000];
    private final byte[] archive;
    private final ArchiveServer server;
    private final List<Long> arrived = new ArrayList<>();

    @TempDir
    private Path directory;

    DatasetFetchTest() throws IOException {
        new Random(1).nextBytes(picture);
        archive = tar(FOLDER + "/test_batch.bin", TarConstants.LF_NORMAL);
        server = new ArchiveServer(archive);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theArchiveIsFetchedCheckedUnpackedAndRemoved() throws Exception {
        assertThat(fetch()).isTrue();

        assertThat(directory.resolve(FOLDER).resolve("test_batch.bin")).hasBinaryContent(picture);
        assertThat(names()).containsExactly(FOLDER);
        assertThat(arrived).isSorted().endsWith((long) archive.length);
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws Exception {
        fetch();

        assertThat(fetch()).isFalse();
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void anEndedDownloadGoesOnWhereItWas() throws Exception {
        server.endsAfter = 70_000;
        assertThatThrownBy(this::fetch)
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("run the command again to go on");
        long kept = Files.size(directory.resolve(PART));
        assertThat(kept).isBetween(1L, 70_000L);
        assertThat(names()).containsExactly(PART);

        server.endsAfter = Integer.MAX_VALUE;
        assertThat(fetch()).isTrue();

        assertThat(server.ranges()).containsExactly("", "bytes=" + kept + "-");
        assertThat(directory.resolve(FOLDER).resolve("test_batch.bin")).hasBinaryContent(picture);
    }

    @Test
    void aWholeDownloadThatWasNotUnpackedIsUsed() throws Exception {
        Files.write(directory.resolve(PART), archive);

        assertThat(fetch()).isTrue();
        assertThat(server.ranges()).containsExactly("bytes=" + archive.length + "-");
    }

    @Test
    void aServerWithoutRangesSendsAllAnew() throws Exception {
        server.knowsRanges = false;
        Files.write(directory.resolve(PART), Arrays.copyOf(archive, 1000));

        assertThat(fetch()).isTrue();
        assertThat(server.ranges()).containsExactly("bytes=1000-");
    }

    @Test
    void aDamagedArchiveIsDeletedAndBothSumsNamed() throws Exception {
        String right = md5();
        archive[archive.length / 2] ^= 1;

        assertThatThrownBy(() -> fetch(right))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("have the MD5 sum " + md5() + ", expected " + right);
        assertThat(names()).isEmpty();
    }

    @Test
    void anAnswerOtherThanTheFileIsNamed() {
        server.status = 404;

        assertThatThrownBy(this::fetch)
                .isInstanceOf(FetchException.class)
                .hasMessage(server.uri() + ": the server answered 404, expected 200 or 206");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        server.close();

        assertThatThrownBy(this::fetch)
                .isInstanceOf(FetchException.class)
                .hasMessageStartingWith(server.uri() + ": the connection failed: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "/tmp/out-of-the-archive", "cifar-10-batches-bin/../../out"})
    void entriesThatLeadOutOfTheFolderAreRefused(String name) throws Exception {
        assertRefused(tar(name, TarConstants.LF_NORMAL), "entry \"" + name + "\" is refused");
    }

    @Test
    void linksAndTruncatedOrForeignArchivesAreRefused() throws Exception {
        assertRefused(tar(FOLDER + "/a", TarConstants.LF_SYMLINK), "is refused");
        assertRefused(tar(FOLDER + "/a", TarConstants.LF_LINK), "is refused");
        assertRefused(tar("other/a", TarConstants.LF_NORMAL), "holds no folder " + FOLDER);
        assertRefused(new byte[100], "is no whole .tar.gz file");
        assertRefused(Arrays.copyOf(archive, archive.length / 2), "is no whole .tar.gz file");
    }

    private void assertRefused(byte[] bytes, String message) throws IOException {
        Path file = directory.resolve("a.tar.gz");
        Files.write(file, bytes);
        assertThatThrownBy(() -> Archive.unpack(file, FOLDER, directory.resolve(FOLDER)))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining(message);
        assertThat(names()).containsExactly("a.tar.gz");
    }

    private boolean fetch() throws IOException, InterruptedException {
        return fetch(md5());
    }

    private boolean fetch(String md5) throws IOException, InterruptedException {
        return new DatasetFetch(new Download(Duration.ofSeconds(5)))
                .fetch(PublishedDataset.CIFAR10, server.uri(), md5, directory, (bytes, total) -> arrived.add(bytes));
    }

    private String md5() throws IOException {
        Path copy = Files.createTempFile("archive", ".tar.gz");
        try {
            Files.write(copy, archive);
            return Archive.md5(copy);
        } finally {
            Files.delete(copy);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private byte[] tar(String name, byte type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
            boolean file = type == TarConstants.LF_NORMAL;
            if (file) {
                entry.setSize(picture.length);
            } else {
                entry.setLinkName("/etc/passwd");
            }
            tar.putArchiveEntry(entry);
            if (file) {
                tar.write(picture);
            }
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
