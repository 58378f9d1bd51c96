package dev.regatta.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard's journey in a real browser against a real server with working workers. */
@Timeout(500)
class DashboardTest {
    private static final Path DASHBOARD =
            Path.of("..", "dashboard").toAbsolutePath().normalize();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path directory;

    @Test
    void journeySucceedsAgainstARunningStudy() throws IOException, InterruptedException {
        Installation installation = new Installation(directory);
        try {
            installation.twoWorkers("sailor");
            installation.api().createStudy(study());
            Path log = directory.resolve("journey.log");
            Process journey = journey(installation, log);
            try {
                assertThat(journey.waitFor(400, TimeUnit.SECONDS)).isTrue();
                assertThat(journey.exitValue()).as(Files.readString(log)).isZero();
            } finally {
                journey.descendants().forEach(ProcessHandle::destroyForcibly);
                journey.destroyForcibly();
            }
        } finally {
            installation.stop();
        }
    }

    private static Process journey(Installation installation, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("npm", "run", "e2e:journey")
                .directory(DASHBOARD.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "REGATTA_URL", installation.url().toString(),
                        "REGATTA_STUDY", "journey",
                        "SCREENSHOTS", directory.resolve("screenshots").toString()));
        return builder.start();
    }

    /** Long enough to be watched, small enough that epochs pass quickly. */
    private static Map<String, Object> study() {
        return Map.of(
                "name",
                "journey",
                "description",
                "<script>window.hostile = true</script><b>bold</b>",
                "trials",
                60,
                "concurrency",
                4,
                "dataset",
                Map.of("name", "generated", "limit", 600, "test_limit", 200, "downsample", 2),
                "parameters",
                Map.of("learning_rate", Map.of("type", "float", "low", 0.005, "high", 0.05, "log", true)),
                "fixed",
                Map.of(
                        "preset", "small",
                        "method", "deepcluster-v2",
                        "epochs", 8,
                        "width", 16,
                        "batch_size", 32,
                        "clusters", 10,
                        "probe_epochs", 5));
    }
}
