package dev.regatta.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON kept in the repository and held against what the code makes of it. {@code -Dgolden.update=true} writes what the
 * code makes instead; the difference is then for the reviewer to judge.
 */
public record GoldenFile(Path path) {
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));

    public static GoldenFile mainResource(String name) {
        return new GoldenFile(Path.of("src/main/resources", name));
    }

    public static GoldenFile testResource(String name) {
        return new GoldenFile(Path.of("src/test/resources", name));
    }

    public String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void assertEquals(JsonNode made) {
        String pretty = pretty(made);
        if (Boolean.getBoolean("golden.update")) {
            write(pretty);
        }
        assertThat(path).exists();
        assertThat(text()).as(path.toString()).isEqualTo(pretty);
    }

    private void write(String text) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pretty(JsonNode tree) {
        try {
            return Json.mapper().writer(PRINTER).writeValueAsString(tree) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
