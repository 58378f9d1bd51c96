package dev.regatta.coordinator.bench;

import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the machine itself can do at that moment: no server answers durable writes faster. */
final class MachineLimits {

    private static final int PAGE_BYTES = 4_096;
    private static final int MESSAGE_BYTES = 300;
    private static final int CLIENTS = 8;

    private MachineLimits() {}

    /** @param folder is on the disk that the database will use */
    static List<Measurement> measure(Path folder, int seconds) throws Exception {
        Duration time = Duration.ofSeconds(seconds);
        return List.of(
                Measurement.of("machine.forced-writes", forcedWrites(folder, time), "writes/s", Better.HIGHER),
                Measurement.of("machine.echoes.8-clients", echoes(time), "echoes/s", Better.HIGHER));
    }

    /** How often a second a page is appended to a file and forced to the disk. */
    private static double forcedWrites(Path folder, Duration time) throws IOException {
        Path file = folder.resolve("forced");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            long begin = System.nanoTime();
            long writes = 0;
            for (; System.nanoTime() - begin < time.toNanos(); writes++) {
                channel.write(ByteBuffer.allocate(PAGE_BYTES));
                channel.force(false);
            }
            return writes / ((System.nanoTime() - begin) / 1e9);
        }
    }

    /** How many small messages a second come back over loopback to clients that wait for each. */
    private static double echoes(Duration time) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerSocket server = new ServerSocket(0, CLIENTS, InetAddress.getLoopbackAddress())) {
            List<Callable<Long>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                threads.execute(() -> echo(server));
                clients.add(() -> exchange(server.getLocalPort(), System.nanoTime() + time.toNanos()));
            }
            long begin = System.nanoTime();
            long answered = 0;
            for (Future<Long> client : threads.invokeAll(clients)) {
                answered += client.get();
            }
            return answered / ((System.nanoTime() - begin) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void echo(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (byte[] message = in.readNBytes(MESSAGE_BYTES);
                    message.length == MESSAGE_BYTES;
                    message = in.readNBytes(MESSAGE_BYTES)) {
                out.write(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long exchange(int port, long end) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            long answered = 0;
            for (; System.nanoTime() < end; answered++) {
                socket.getOutputStream().write(new byte[MESSAGE_BYTES]);
                socket.getInputStream().readNBytes(MESSAGE_BYTES);
            }
            return answered;
        }
    }
}
