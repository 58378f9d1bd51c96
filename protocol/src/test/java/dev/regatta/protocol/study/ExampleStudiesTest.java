package dev.regatta.protocol.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.method.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example studies are what users start from: each is in order. */
class ExampleStudiesTest {
    private static final Path STUDIES = Path.of("..", "deploy", "studies");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(STUDIES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyExampleIsAValidStudy(Path file) throws IOException {
        assertThat(StudyFile.parse(Files.readString(file))).isInstanceOf(StudyFile.Valid.class);
    }

    @Test
    void tableOneHasEveryMethodAtThreeSeeds() throws IOException {
        StudyFile.Valid file = (StudyFile.Valid) StudyFile.parse(Files.readString(STUDIES.resolve("table-1.yaml")));

        Map<Object, Long> seeds = file.spec().enqueue().stream()
                .filter(parameters -> parameters.get("kd_alpha").isEmpty())
                .collect(Collectors.groupingBy(
                        parameters -> parameters.get("method").orElseThrow(), Collectors.counting()));
        assertThat(seeds.keySet()).containsExactlyInAnyOrderElementsOf(List.<Object>copyOf(Method.ids()));
        assertThat(seeds.values()).containsOnly(3L);
        assertThat(file.spec().trials()).isEqualTo(file.spec().enqueue().size());
    }
}
