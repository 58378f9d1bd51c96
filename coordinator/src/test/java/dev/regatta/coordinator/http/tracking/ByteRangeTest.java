package dev.regatta.coordinator.http.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, PART, 0, 3",
        "bytes=8-, PART, 8, 9",
        "bytes=-4, PART, 6, 9",
        "bytes=-40, PART, 0, 9",
        "bytes=5-40, PART, 5, 9",
        "bytes=10-, OUTSIDE, 10, 9",
        "bytes=7-6, OUTSIDE, 7, 6",
        "'bytes=0-1,3-4', WHOLE, 0, 9",
        "lines=0-1, WHOLE, 0, 9",
        "bytes=-, WHOLE, 0, 9",
        ", WHOLE, 0, 9"
    })
    void rangeOfTenBytesIsRead(String header, ByteRange.Kind kind, long first, long last) {
        assertThat(ByteRange.parse(header, 10)).isEqualTo(new ByteRange(kind, first, last));
    }
}
