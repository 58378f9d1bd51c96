package dev.regatta.worker.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactUploadsTest {

    @ParameterizedTest
    @CsvSource({"0, 10", "32767, 10", "32768, 11", "104857600, 3210"})
    void anUploadMayTakeASecondLongerForEach32KibibytesItHas(int bytes, long seconds) {
        assertThat(ArtifactUploads.patience(Duration.ofSeconds(10), bytes)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
