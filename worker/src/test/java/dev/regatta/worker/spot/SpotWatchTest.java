package dev.regatta.worker.spot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in for the providers' metadata servers. */
class SpotWatchTest {
    private static final Duration OFTEN = Duration.ofMillis(5);

    private record Answer(int status, String body) {}

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> noticed = new ArrayBlockingQueue<>(9);
    private volatile Function<HttpExchange, Answer> provider = exchange -> new Answer(404, "");
    private Optional<SpotWatch> watch = Optional.empty();
    private final HttpServer server = stoppedServer();

    private static HttpServer stoppedServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void startServer() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        watch.ifPresent(SpotWatch::close);
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Answer answer = provider.apply(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void watch(SpotProvider of) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        watch = Optional.of(SpotWatch.start(of, address, OFTEN, noticed::add));
    }

    private String notice() throws InterruptedException {
        return String.valueOf(noticed.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void awsTellsActionAndTimeUnderASessionThatIsRenewed() throws InterruptedException {
        CountDownLatch sessions = new CountDownLatch(2);
        provider = exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                sessions.countDown();
                return new Answer(200, "token-" + sessions.getCount());
            }
            boolean current = "token-0".equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"));
            return current
                    ? new Answer(200, "{\"action\": \"terminate\", \"time\": \"2026-01-01T12:02:00Z\"}")
                    : new Answer(401, "");
        };
        watch(SpotProvider.AWS);
        assertThat(notice()).isEqualTo("spot notice: terminate at 2026-01-01T12:02:00Z");
        assertThat(asked).contains("PUT /latest/api/token", "GET /latest/meta-data/spot/instance-action");
    }

    @Test
    void googlesNoticeIsTheWordTrue() throws InterruptedException {
        CountDownLatch calm = new CountDownLatch(3);
        provider = exchange -> {
            calm.countDown();
            boolean flavored = "Google".equals(exchange.getRequestHeaders().getFirst("Metadata-Flavor"));
            return flavored ? new Answer(200, calm.getCount() > 0 ? "FALSE" : "TRUE") : new Answer(403, "");
        };
        watch(SpotProvider.GCP);
        assertThat(notice()).isEqualTo("spot notice: preempted");
        assertThat(asked).hasSizeGreaterThanOrEqualTo(3).containsOnly("GET /computeMetadata/v1/instance/preempted");
    }

    @Test
    void azuresNoticeIsAPreemptEventAmongOthers() throws InterruptedException {
        provider = exchange -> "true".equals(exchange.getRequestHeaders().getFirst("Metadata"))
                ? new Answer(
                        200,
                        "{\"Events\": [{\"EventType\": \"Reboot\"},"
                                + " {\"EventType\": \"Preempt\", \"NotBefore\": \"soon\"}]}")
                : new Answer(400, "");
        watch(SpotProvider.AZURE);
        assertThat(notice()).isEqualTo("spot notice: preempted not before soon");
    }

    @Test
    void aServerThatFailsOrAnswersNonsenseIsAskedAgainAndTheNoticeToldOnce() throws InterruptedException {
        CountDownLatch answers = new CountDownLatch(3);
        provider = exchange -> {
            answers.countDown();
            return switch ((int) answers.getCount()) {
                case 2 -> new Answer(500, "");
                case 1 -> new Answer(200, "no json");
                default -> new Answer(200, "{\"Events\": [{\"EventType\": \"Preempt\"}]}");
            };
        };
        watch(SpotProvider.AZURE);
        assertThat(notice()).isEqualTo("spot notice: preempted not before now");
        assertThat(noticed).isEmpty();
        assertThat(asked).hasSize(3);
    }
}
