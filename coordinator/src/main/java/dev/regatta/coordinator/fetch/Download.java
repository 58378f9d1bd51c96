package dev.regatta.coordinator.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads one file. What has arrived stays in the file when the connection ends, and the next call asks only for the rest;
 * a server that does not know ranges sends everything anew.
 */
public final class Download {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int BEYOND_END = 416;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");

    private final HttpClient client;

    /** @param connectTimeout how long a server may take to accept the connection */
    public Download(Duration connectTimeout) {
        client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** Hears how much has arrived. */
    public interface Progress {
        /** @param total empty: the server does not say */
        void arrived(long bytes, OptionalLong total);
    }

    /**
     * Completes {@code file}.
     *
     * @throws FetchException if the server answers otherwise, or ends early; then the file keeps what arrived
     */
    public void complete(URI from, Path file, Progress progress) throws InterruptedException {
        try {
            long present = Files.exists(file) ? Files.size(file) : 0;
            HttpRequest.Builder request = HttpRequest.newBuilder(from).GET();
            if (present > 0) {
                request.header("Range", "bytes=" + present + "-");
            }
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                receive(from, response, body, present, file, progress);
            }
        } catch (IOException e) {
            throw new FetchException(
                    from + ": the connection failed: " + reason(e) + "; run the command again to go on");
        }
    }

    private static void receive(
            URI from, HttpResponse<?> response, InputStream body, long present, Path file, Progress progress)
            throws IOException {
        int status = response.statusCode();
        if (status == BEYOND_END && present > 0) {
            return; // Nothing is left to ask for: the checksum will tell whether the file is whole.
        }
        if (status != OK && status != PARTIAL) {
            throw new FetchException(from + ": the server answered " + status + ", expected 200 or 206");
        }
        long start = status == PARTIAL ? rangeStart(from, response) : 0;
        if (start != 0 && start != present) {
            throw new FetchException(from + ": the server sent bytes from " + start + ", expected from " + present);
        }
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        OptionalLong total = length.isPresent() ? OptionalLong.of(start + length.getAsLong()) : length;
        long arrived = append(body, file, start, total, progress);
        if (total.isPresent() && arrived < total.getAsLong()) {
            throw new FetchException(from + ": the connection ended after " + arrived + " of " + total.getAsLong()
                    + " bytes; run the command again to go on");
        }
    }

    private static long append(InputStream body, Path file, long start, OptionalLong total, Progress progress)
            throws IOException {
        StandardOpenOption mode = start == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
        long arrived = start;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out =
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                out.write(buffer, 0, read);
                arrived += read;
                progress.arrived(arrived, total);
            }
        }
        return arrived;
    }

    private static long rangeStart(URI from, HttpResponse<?> response) {
        String range = response.headers().firstValue("Content-Range").orElse("");
        Matcher matcher = CONTENT_RANGE.matcher(range);
        if (!matcher.matches()) {
            throw new FetchException(from + ": the server's Content-Range is \"" + range + "\", expected bytes A-B/N");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
