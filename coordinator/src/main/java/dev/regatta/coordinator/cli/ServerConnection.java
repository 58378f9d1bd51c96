package dev.regatta.coordinator.cli;

import dev.regatta.coordinator.mlflow.Copy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command finds its server. */
final class ServerConnection {
    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:REGATTA_SERVER:-http://127.0.0.1:8080}",
            description = "The server (default: REGATTA_SERVER, else http://127.0.0.1:8080).")
    private String server = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:REGATTA_TOKEN_FILE}",
            description = "The file with the server's token (default: REGATTA_TOKEN_FILE).")
    private @Nullable Path tokenFile;

    ApiClient client() {
        Copy.Address address = address();
        return new ApiClient(address.uri(), address.token());
    }

    /** Where the server is, and the token it asks for. */
    Copy.Address address() {
        return new Copy.Address(uri(server), Optional.ofNullable(tokenFile).flatMap(ServerConnection::token));
    }

    /** @throws CliException if it is no server's address */
    static URI uri(String server) {
        if (!server.matches("https?://[^/]+/?")) {
            throw CliException.badInput("server is " + server + ", must be http://HOST:PORT or https://HOST:PORT");
        }
        return URI.create(server.replaceAll("/$", ""));
    }

    /** The token in the file; empty if no file is named. */
    static Optional<String> token(Path file) {
        if (file.toString().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw CliException.badInput("token-file is " + file + ", which cannot be read: " + e);
        }
    }
}
