package dev.regatta.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stands before a server and lets connections through, or treats them as a bad network does. */
final class Gate implements AutoCloseable {
    private static final int PIECE = 8192;
    private static final long PAUSE_MILLIS = 20;

    /** What becomes of connections. */
    private enum Mode {
        /** All passes. */
        OPEN,
        /** They break, and new ones too. */
        SHUT,
        /** They stay, and what the server says is lost: half-open, as after the loss of a route. */
        HALF_OPEN,
        /** All passes, a few kilobytes at a time: at most 400 kB/s. */
        SLOW
    }

    private final ServerSocket entrance;
    private final URI behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread created = new Thread(task, "gate");
        created.setDaemon(true);
        return created;
    });
    private volatile Mode mode = Mode.OPEN;

    Gate(URI behind) throws IOException {
        this.behind = behind;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::admit);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    void shut() throws IOException {
        mode = Mode.SHUT;
        breakAll();
    }

    void swallowAnswers() {
        mode = Mode.HALF_OPEN;
    }

    void slowDown() {
        mode = Mode.SLOW;
    }

    /** Lets connections through again; those that lost something on their way are broken. */
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
        Socket server = new Socket(behind.getHost(), behind.getPort());
        open.add(caller);
        open.add(server);
        threads.execute(() -> copy(caller, server, false));
        threads.execute(() -> copy(server, caller, true));
    }

    private void copy(Socket from, Socket to, boolean answers) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (mode == Mode.SLOW) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
                }
                if (!answers || mode != Mode.HALF_OPEN) {
                    out.write(piece, 0, read);
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
