package dev.regatta.coordinator.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An S3 service on loopback that keeps one bucket in memory: objects, ranges, conditions, listings in small pages, and uploads
 * in parts. Where REGATTA_TEST_S3 names a real service, {@link #location} is in its bucket {@code test} instead.
 */
public final class S3ForTests implements AutoCloseable {

    private static final int PAGE = 3;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, SortedMap<Integer, byte[]>> uploads = new HashMap<>();
    private final AtomicInteger failing = new AtomicInteger();
    private final HttpServer server;

    public S3ForTests() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "secret");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    /** A place of its own for each caller. */
    public S3Location location() {
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        String endpoint = Optional.ofNullable(System.getenv("REGATTA_TEST_S3")).orElse(here);
        String place = S3Location.SCHEME + "test/" + UUID.randomUUID();
        return S3Location.of(place, Optional.of(endpoint), Optional.empty(), true);
    }

    /** Answers the next requests 503. */
    void failNext(int requests) {
        failing.set(requests);
    }

    int uploadsUnderWay() {
        return uploads.size();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> query = query(exchange);
            String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
            String key = path.length == 1 ? "" : path[1];
            String credentials = exchange.getRequestHeaders().getFirst("Authorization");
            if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                error(exchange, 503, "SlowDown");
            } else if (credentials == null || !credentials.contains("Credential=test/")) {
                error(exchange, 403, "AccessDenied");
            } else if (!path[0].equals("test")) {
                error(exchange, 404, "NoSuchBucket");
            } else {
                answer(exchange, key, query, body);
            }
        }
    }

    private void answer(HttpExchange exchange, String key, Map<String, String> query, byte[] body) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> {
                if (query.containsKey("list-type")) {
                    list(exchange, query);
                } else {
                    get(exchange, key);
                }
            }
            case "PUT" -> {
                if (query.containsKey("uploadId")) {
                    upload(query).put(Integer.valueOf(query.get("partNumber")), body);
                } else {
                    objects.put(key, body);
                }
                exchange.getResponseHeaders().set("ETag", tag(body));
                exchange.sendResponseHeaders(200, -1);
            }
            case "POST" -> post(exchange, key, query);
            default -> {
                if (query.containsKey("uploadId")) {
                    uploads.remove(query.get("uploadId"));
                } else {
                    objects.remove(key);
                }
                exchange.sendResponseHeaders(204, -1);
            }
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        byte[] object = objects.get(key);
        if (object == null) {
            error(exchange, 404, "NoSuchKey");
            return;
        }
        String wanted = exchange.getRequestHeaders().getFirst("If-Match");
        if (wanted != null && !wanted.equals(tag(object))) {
            error(exchange, 412, "PreconditionFailed");
            return;
        }
        exchange.getResponseHeaders().set("ETag", tag(object));
        String asked = exchange.getRequestHeaders().getFirst("Range");
        Matcher range = RANGE.matcher(asked == null ? "" : asked);
        boolean part = range.matches();
        byte[] sent = part
                ? Arrays.copyOfRange(
                        object,
                        Integer.parseInt(range.group(1)),
                        Math.min(object.length, Integer.parseInt(range.group(2)) + 1))
                : object;
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(sent.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(part ? 206 : 200, sent.length == 0 ? -1 : sent.length);
            exchange.getResponseBody().write(sent);
        }
    }

    private void post(HttpExchange exchange, String key, Map<String, String> query) throws IOException {
        if (query.containsKey("uploads")) {
            String id = UUID.randomUUID().toString();
            uploads.put(id, new TreeMap<>());
            xml(
                    exchange,
                    200,
                    "<InitiateMultipartUploadResult><Key>" + key + "</Key><UploadId>" + id
                            + "</UploadId></InitiateMultipartUploadResult>");
            return;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : upload(query).values()) {
            whole.write(part);
        }
        uploads.remove(query.get("uploadId"));
        objects.put(key, whole.toByteArray());
        xml(
                exchange,
                200,
                "<CompleteMultipartUploadResult><Key>" + key + "</Key><ETag>" + tag(whole.toByteArray())
                        + "</ETag></CompleteMultipartUploadResult>");
    }

    private SortedMap<Integer, byte[]> upload(Map<String, String> query) {
        return Objects.requireNonNull(uploads.get(query.get("uploadId")));
    }

    /** Keys and what they have in common up to the delimiter, some at a time. */
    private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.getOrDefault("delimiter", "");
        TreeSet<String> names = new TreeSet<>();
        for (String key : objects.keySet()) {
            if (key.startsWith(prefix)) {
                int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
                names.add(end < 0 ? key : key.substring(0, end + 1));
            }
        }
        String after = query.getOrDefault("continuation-token", "");
        StringBuilder answer = new StringBuilder("<ListBucketResult>");
        int shown = 0;
        for (String name : names.tailSet(after, after.isEmpty())) {
            if (shown++ == PAGE) {
                answer.append("<IsTruncated>true</IsTruncated><NextContinuationToken>")
                        .append(escaped(Objects.requireNonNull(names.lower(name))))
                        .append("</NextContinuationToken>");
                break;
            }
            byte[] object = objects.get(name);
            answer.append(
                    object == null
                            ? "<CommonPrefixes><Prefix>" + escaped(name) + "</Prefix></CommonPrefixes>"
                            : "<Contents><Key>" + escaped(name) + "</Key><Size>" + object.length
                                    + "</Size></Contents>");
        }
        xml(exchange, 200, answer.append("</ListBucketResult>").toString());
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            xml(exchange, status, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
        }
    }

    private static void xml(HttpExchange exchange, int status, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String tag(byte[] object) {
        return '"' + Integer.toHexString(Arrays.hashCode(object)) + '"';
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : (raw == null ? "" : raw).split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
