package dev.regatta.worker.spot;

import dev.regatta.worker.spot.SpotProvider.SessionRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks the metadata server of the machine's provider. For one thread. */
final class SpotMetadata {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final SpotProvider provider;
    private final URI server;
    private String session = "";

    SpotMetadata(SpotProvider provider, URI server) {
        this.provider = provider;
        this.server = server;
    }

    /** The notice, if there is one by now. */
    Optional<String> notice() throws IOException, InterruptedException {
        if (session.isEmpty() && provider.session().isPresent()) {
            session = open(provider.session().get());
        }
        HttpRequest.Builder request = request(provider.path(), provider.headers(session));
        HttpResponse<String> answer = http.send(request.GET().build(), BodyHandlers.ofString());
        return switch (answer.statusCode()) {
            case 200 -> provider.notice(answer.body());
            case 404 -> Optional.empty();
            case 401 -> {
                session = ""; // it has run out: the next question opens another
                yield Optional.empty();
            }
            default -> throw new IOException("status is " + answer.statusCode() + ", must be 200 or 404");
        };
    }

    private String open(SessionRequest asked) throws IOException, InterruptedException {
        HttpRequest request = request(asked.path(), asked.headers())
                .PUT(BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("no session: status is " + answer.statusCode() + ", must be 200");
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        return request;
    }
}
