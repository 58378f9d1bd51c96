package dev.regatta.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.api.Problem;
import dev.regatta.protocol.api.StudyView.StudyViewState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportImportTest {
    private final FakeServer server = new FakeServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    private int regatta(String... arguments) {
        return RegattaCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void whatIsExportedIsWrittenAsItCame() throws IOException {
        server.answers("GET /api/v1/studies/s/export", 200, List.of(1, 2));
        Path file = directory.resolve("s.jsonl");

        assertThat(regatta("study", "export", "s", "--to", file.toString(), "--server", server.url()))
                .isZero();

        assertThat(file).hasContent("[1,2]");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aRefusedExportLeavesTheFileAsItWas() throws IOException {
        server.answers("GET /api/v1/studies/s/export", 404, new Problem("not_found", "no s", List.of()));
        Path file = Files.writeString(directory.resolve("s.jsonl"), "old");

        assertThat(regatta("study", "export", "s", "--to", file.toString(), "--server", server.url()))
                .isEqualTo(2);

        assertThat(err).hasToString("no s" + System.lineSeparator());
        assertThat(file).hasContent("old");
    }

    @Test
    void aFileIsImportedUnderTheNameThatIsGiven() throws IOException {
        server.answers("POST /api/v1/studies/import?name=t", 201, Views.study(StudyViewState.PAUSED, 0));
        Path file = Files.writeString(directory.resolve("s.jsonl"), "lines");

        assertThat(regatta("study", "import", file.toString(), "--name", "t", "--server", server.url()))
                .isZero();

        assertThat(server.requests()).extracting(FakeServer.Request::body).containsExactly("lines");
        assertThat(out).hasToString("imported study s, which is paused" + System.lineSeparator());
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(regatta("study", "import", "/no/such.jsonl", "--server", server.url()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("the file /no/such.jsonl cannot be read");
    }
}
