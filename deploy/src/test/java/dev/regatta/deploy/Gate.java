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

/** Stands before a server and lets connections through, or, while it is shut, breaks them all. */
final class Gate implements AutoCloseable {
    private final ServerSocket entrance;
    private final URI behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread created = new Thread(task, "gate");
        created.setDaemon(true);
        return created;
    });
    private volatile boolean shut;

    Gate(URI behind) throws IOException {
        this.behind = behind;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::admit);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    void shut() throws IOException {
        shut = true;
        for (Socket socket : open) {
            socket.close();
        }
    }

    void open() {
        shut = false;
    }

    private void admit() {
        while (!entrance.isClosed()) {
            try {
                Socket caller = entrance.accept();
                if (shut) {
                    caller.close();
                } else {
                    connect(caller);
                }
            } catch (IOException e) {
                shut = shut || entrance.isClosed();
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        Socket server = new Socket(behind.getHost(), behind.getPort());
        open.add(caller);
        open.add(server);
        threads.execute(() -> copy(caller, server));
        threads.execute(() -> copy(server, caller));
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
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
