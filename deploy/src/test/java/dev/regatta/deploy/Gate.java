package dev.regatta.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Stands before a server and lets connections through, or treats them as a bad network does. */
final class Gate implements AutoCloseable {
    private static final long PAUSE_MILLIS = 20;
    private static final Duration NOTICED = Duration.ofSeconds(30);

    /** What becomes of connections. */
    private enum Mode {
        /** All passes. */
        OPEN,
        /** They break, and new ones too. */
        SHUT,
        /** They stay, and what the server says is lost: half-open, as after the loss of a route. */
        HALF_OPEN,
        /** All passes, a piece at a time, fifty of them a second. */
        SLOW
    }

    private final ServerSocket entrance;
    private final int behind;
    private final int piece;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread created = new Thread(task, "gate");
        created.setDaemon(true);
        return created;
    });
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong swallowed = new AtomicLong();
    private final AtomicLong slowed = new AtomicLong();
    private volatile Mode mode = Mode.OPEN;

    /**
     * A gate that is open; whether anything listens behind it is of no matter yet.
     *
     * @param behind the server's port on this machine
     * @param piece bytes that pass at a time
     */
    Gate(int behind, int piece) throws IOException {
        this.behind = behind;
        this.piece = piece;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::admit);
    }

    /** What clients connect to, {@code host:port}. */
    String address() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    /** The server's port. */
    int behind() {
        return behind;
    }

    void shut() throws IOException {
        mode = Mode.SHUT;
        breakAll();
    }

    /** Waits until those that were cut off have tried to connect again so many times in all. */
    void awaitRefused(long attempts) throws InterruptedException {
        long before = refused.get();
        await("connections refused", () -> refused.get() >= before + attempts);
    }

    void swallowAnswers() {
        mode = Mode.HALF_OPEN;
    }

    /** Waits until so many bytes of answers are lost. */
    void awaitSwallowed(long bytes) throws InterruptedException {
        long before = swallowed.get();
        await("bytes lost", () -> swallowed.get() >= before + bytes);
    }

    void slowDown() {
        mode = Mode.SLOW;
    }

    /** Bytes that passed slowly. */
    long slowed() {
        return slowed.get();
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        var unused = Waiting.until(NOTICED, what, () -> Optional.of(what).filter(any -> done.getAsBoolean()));
    }

    /** Lets connections through again; those that may have lost something on their way are broken. */
    void open() throws IOException {
        boolean incomplete = mode == Mode.HALF_OPEN;
        mode = Mode.OPEN;
        if (incomplete) {
            breakAll();
        }
    }

    private void breakAll() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void admit() {
        while (!entrance.isClosed()) {
            try {
                Socket caller = entrance.accept();
                if (mode == Mode.SHUT) {
                    refused.incrementAndGet();
                    caller.close();
                } else {
                    connect(caller);
                }
            } catch (IOException e) {
                // the caller went away, or the server is not there: the next is admitted
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        Socket server = connectBehind(caller);
        open.add(caller);
        open.add(server);
        threads.execute(() -> copy(caller, server, false));
        threads.execute(() -> copy(server, caller, true));
    }

    private Socket connectBehind(Socket caller) throws IOException {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), behind);
        } catch (IOException e) {
            caller.close();
            throw e;
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[piece];
            boolean incomplete = false; // no connection says anything after what was lost of it
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (mode == Mode.SLOW) {
                    slowed.addAndGet(read);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
                }
                incomplete = incomplete || (answers && mode == Mode.HALF_OPEN);
                if (incomplete) {
                    swallowed.addAndGet(read);
                } else {
                    out.write(bytes, 0, read);
                }
            }
        } catch (IOException e) {
            // one side went away: the other is closed with it
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        shut();
        threads.shutdownNow();
    }
}
