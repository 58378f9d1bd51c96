package dev.regatta.coordinator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.codec.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Programs that ask for trials and tell them at once, each with one request at a time over a connection kept open. */
final class AskTellClients implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 128;
    private static final long MINUTES = 20;
    private static final double NANOS = 1e9;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http;

    AskTellClients(URI server) {
        HttpClientOptions options = new HttpClientOptions()
                .setDefaultHost(server.getHost())
                .setDefaultPort(server.getPort())
                .setKeepAlive(true);
        http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    }

    /**
     * When each trial was told, and how long each ask took, in the order of their ends; nanoseconds.
     *
     * @param interval between two trials; 0 if each follows as soon as it can
     */
    record Run(String study, long begin, long interval, List<Long> told, List<Long> asks) {

        /** Trials a second from the {@code from}-th to the {@code to}-th end. */
        double rate(int from, int to) {
            int last = Math.min(to, told.size()) - 1;
            long start = from == 0 ? begin : told.get(from - 1);
            return (last - from + 1) * NANOS / (told.get(last) - start);
        }

        /** The 99th percentile of the last asks. */
        double askP99Millis(int last) {
            long[] sorted = asks.subList(Math.max(0, asks.size() - last), asks.size()).stream()
                    .mapToLong(Long::longValue)
                    .sorted()
                    .toArray();
            return sorted[(int) Math.ceil(sorted.length * 0.99) - 1] / 1e6;
        }
    }

    void create(String study, String sampler, int trials, int concurrency) throws Exception {
        String file = Json.text(Map.of(
                "name",
                study,
                "trials",
                trials,
                "concurrency",
                concurrency,
                "sampler",
                Map.of("type", sampler),
                "workload",
                "external",
                "objective",
                Map.of("metric", "value", "direction", "minimize"),
                "parameters",
                space()));
        await(post("/api/v1/studies", file, 201));
    }

    private static Map<String, Object> space() {
        Map<String, Object> space = new LinkedHashMap<>();
        IntStream.range(0, 10).forEach(i -> space.put("x" + i, Map.of("type", "float", "low", -5, "high", 10)));
        return space;
    }

    /** {@code clients} programs carry out {@code trials} trials in all, as fast as they can. */
    Run run(String study, int clients, int trials) throws Exception {
        return run(study, clients, trials, 0);
    }

    /**
     * So many trials a second, each asked for at its time by whichever program is free. How long an ask took counts from that
     * time on: a program that is kept waiting does not hide it by asking later.
     */
    Run runAt(double trialsPerSecond, String study, int clients, int trials) throws Exception {
        return run(study, clients, trials, Math.round(NANOS / trialsPerSecond));
    }

    private Run run(String study, int clients, int trials, long interval) throws Exception {
        Run run = new Run(study, System.nanoTime(), interval, new ArrayList<>(), new ArrayList<>());
        int[] taken = {0};
        Promise<Void> done = Promise.promise();
        vertx.runOnContext(
                start -> { // all on one event loop: no further synchronization
                    List<Future<Void>> all = IntStream.range(0, clients)
                            .mapToObj(client -> next(trials, taken, run))
                            .toList();
                    Future.all(all).<Void>mapEmpty().onComplete(done);
                });
        await(done.future());
        return run;
    }

    private Future<Void> next(int trials, int[] taken, Run run) {
        if (taken[0] == trials) {
            return Future.succeededFuture();
        }
        int trial = taken[0]++;
        long begin = run.interval() == 0 ? System.nanoTime() : run.begin() + trial * run.interval();
        String key = run.begin() + "-" + trial;
        return at(begin)
                .compose(now -> post(
                        trials(run.study()) + ":ask", Json.text(Map.of("worker", "bench", "request_key", key)), 200))
                .compose(asked -> {
                    run.asks().add(System.nanoTime() - begin);
                    return tell(run.study(), asked);
                })
                .compose(told -> {
                    run.told().add(System.nanoTime());
                    return next(trials, taken, run);
                });
    }

    private Future<Void> at(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
        return millis > 0 ? vertx.timer(millis).mapEmpty() : Future.succeededFuture();
    }

    private Future<JsonNode> tell(String study, JsonNode asked) {
        double x = asked.path("parameters").path("x0").asDouble();
        String body = "{\"lease_epoch\": " + asked.path("lease_epoch").asLong()
                + ", \"state\": \"COMPLETED\", \"value\": " + x * x + "}";
        return post(trials(study) + "/" + asked.path("trial").asInt() + ":tell", body, 200);
    }

    /** Each program reports so many times, so many steps at once; reports a second. */
    double report(String study, int clients, int requests, int steps) throws Exception {
        Promise<Void> done = Promise.promise();
        long begin = System.nanoTime();
        vertx.runOnContext(start -> {
            List<Future<Void>> all = IntStream.range(0, clients)
                    .mapToObj(client -> post(trials(study) + ":ask", "{}", 200)
                            .compose(asked -> reports(study, asked, 0, requests, steps)))
                    .toList();
            Future.all(all).<Void>mapEmpty().onComplete(done);
        });
        await(done.future());
        return (double) clients * requests * steps * NANOS / (System.nanoTime() - begin);
    }

    private Future<Void> reports(String study, JsonNode asked, int sent, int requests, int steps) {
        if (sent == requests) {
            return Future.succeededFuture();
        }
        String[] reports = IntStream.rangeClosed(1, steps)
                .mapToObj(step ->
                        "{\"step\": " + (sent * steps + step) + ", \"values\": {\"value\": " + 1.0 / step + "}}")
                .toArray(String[]::new);
        String body = "{\"lease_epoch\": " + asked.path("lease_epoch").asLong() + ", \"reports\": "
                + Arrays.toString(reports) + "}";
        return post(trials(study) + "/" + asked.path("trial").asInt() + ":report", body, 200)
                .compose(heard -> reports(study, asked, sent + 1, requests, steps));
    }

    private static String trials(String study) {
        return "/api/v1/studies/" + study + "/trials";
    }

    private Future<JsonNode> post(String path, String body, int expected) {
        return http.request(HttpMethod.POST, path)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.body()
                        .compose(answer -> response.statusCode() == expected
                                ? Future.succeededFuture(Json.read(answer.getBytes(), JsonNode.class))
                                : Future.failedFuture(
                                        path + " was answered with " + response.statusCode() + ": " + answer)));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
