package dev.regatta.coordinator.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bucket does beyond the contracts of those who keep things in it. */
@Timeout(60)
class S3BucketTest {

    private static final S3ForTests SERVICE = new S3ForTests();

    private final S3Bucket bucket = new S3Bucket(SERVICE.location());

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void largeFileGoesInPartsAndComesBackWhole(@TempDir Path folder) throws Exception {
        byte[] content = new byte[(33 << 20) + 5];
        new Random(3).nextBytes(content);
        bucket.put("large", Files.write(folder.resolve("large"), content));
        assertThat(bucket.read("large"))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(content));
        assertThat(SERVICE.uploadsUnderWay()).isZero();
    }

    @Test
    void busyServiceIsAskedAgain() {
        SERVICE.failNext(2);
        bucket.put("key", bytes("value"));
        SERVICE.failNext(2);
        assertThat(bucket.read("key")).contains(bytes("value"));
    }

    @Test
    void pieceOfAnObjectThatHasChangedIsRefused() {
        bucket.put("key", bytes("before"));
        S3Bucket.Found found = bucket.find("key").orElseThrow();
        assertThat(bucket.read("key", found, 2, 3)).isEqualTo(bytes("for"));
        bucket.put("key", bytes("behind"));
        assertThatThrownBy(() -> bucket.read("key", found, 2, 3))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("key cannot be read");
    }

    @Test
    void unreachableBucketIsNamed() {
        S3Location known = SERVICE.location();
        S3Location other = new S3Location("elsewhere", "", known.endpoint(), Optional.empty(), true);
        assertThatThrownBy(() -> new S3Bucket(other).requireReachable())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("s3://elsewhere/")
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void addressIsReadWithItsPrefix() {
        assertThat(location("s3://models").prefix()).isEmpty();
        assertThat(location("s3://models/runs/").prefix()).isEqualTo("runs/");
        assertThat(location("s3://models/a/b").resolve("c").prefix()).isEqualTo("a/b/c/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3://A_b/c", "models/runs", "s3:///runs"})
    void addressThatIsNoneIsRefused(String address) {
        assertThatThrownBy(() -> location(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be");
    }

    private static S3Location location(String address) {
        return S3Location.of(address, Optional.empty(), Optional.empty(), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
