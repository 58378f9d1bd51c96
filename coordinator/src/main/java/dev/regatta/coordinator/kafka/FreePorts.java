package dev.regatta.coordinator.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that start later and must be told theirs. They are taken from below those that systems give to outgoing
 * connections (32768 and above on Linux): between the choice and the start such a port may go to any connection, even to a client's of that very
 * server that tries before it listens, and is then connected to itself.
 */
public final class FreePorts {

    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 100;

    private FreePorts() {}

    /**
     * A port of loopback on which nobody listens.
     *
     * @throws IllegalStateException if none is found
     */
    public static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException e) {
                // taken: another one
            }
        }
        throw new IllegalStateException(
                "no port from " + LOWEST + " to " + HIGHEST + " is free on this machine, after " + TRIES + " tries");
    }
}
