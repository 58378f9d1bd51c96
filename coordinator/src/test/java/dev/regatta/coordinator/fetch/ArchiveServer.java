package dev.regatta.coordinator.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on loopback that has one file. It can be made to know no ranges, to end early, or to have nothing. */
final class ArchiveServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    private final HttpServer server;
    private final byte[] content;
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    volatile boolean knowsRanges = true;
    volatile int status = 200;
    volatile int endsAfter = Integer.MAX_VALUE;

    ArchiveServer(byte[] content) {
        this.content = content;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/archive.tar.gz");
    }

    /** The Range headers of all requests, "" where there was none. */
    List<String> ranges() {
        return ranges;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "" : range);
        if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        int start = knowsRanges && matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (start > 0 && start >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        if (start > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(start > 0 ? 206 : 200, content.length - start);
        int end = Math.min(content.length, endsAfter);
        exchange.getResponseBody().write(content, start, Math.max(0, end - start));
        exchange.getResponseBody().flush();
        exchange.close(); // Closes the connection early where not all was sent.
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
