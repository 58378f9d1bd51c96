package dev.regatta.coordinator.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@link TrackingServerMain} as a process of its own, with the heap that a server has. Ends with {@link #close}. */
final class TrackingServerProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final int port;

    /** Starts it and waits until it serves. */
    TrackingServerProcess(String databaseUrl, Path artifacts) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx480m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrackingServerMain.class.getName(),
                        databaseUrl,
                        artifacts.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        port = (int) number("READY ");
    }

    int port() {
        return port;
    }

    /** The processor time that it has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most megabytes that its heap has ever taken from the system. */
    long heapMegabytes() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return number("HEAP ");
    }

    private long number(String word) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(word)) {
                return Long.parseLong(line.substring(word.length()));
            }
        }
        throw new IOException("the server ended before it said " + word);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.onExit().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
