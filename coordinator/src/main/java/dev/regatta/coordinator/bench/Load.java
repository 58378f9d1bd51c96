package dev.regatta.coordinator.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that send requests at the same time, each over a connection of its own. */
final class Load {

    /** One request; {@code number} counts the client's requests from 0. */
    @FunctionalInterface
    interface Request {
        void send(LoadClient client, int clientNumber, int number) throws IOException;
    }

    private final int port;

    Load(int port) {
        this.port = port;
    }

    /** Requests a second that {@code clients} get answered, each sending its next one when the last is answered. */
    double perSecond(int clients, Duration time, Request request) throws Exception {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long answered = run(clients, (client, clientNumber) -> {
            int sent = 0;
            while (System.nanoTime() < end) {
                request.send(client, clientNumber, sent++);
            }
            return sent;
        });
        return answered / ((System.nanoTime() - start) / 1e9);
    }

    /** Sends {@code each} requests from each of {@code clients}. */
    void times(int clients, int each, Request request) throws Exception {
        run(clients, (client, clientNumber) -> {
            for (int number = 0; number < each; number++) {
                request.send(client, clientNumber, number);
            }
            return each;
        });
    }

    /** The median of {@code repeats} requests' milliseconds, after as many that warm the server up. */
    double medianMs(int repeats, Request request) throws IOException {
        List<Double> times = new ArrayList<>();
        try (LoadClient client = new LoadClient(port)) {
            for (int number = 0; number < 2 * repeats; number++) {
                long start = System.nanoTime();
                request.send(client, 0, number);
                if (number >= repeats) {
                    times.add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        return times.stream().sorted().skip(repeats / 2).findFirst().orElseThrow();
    }

    @FunctionalInterface
    private interface Client {
        int run(LoadClient client, int number) throws IOException;
    }

    private long run(int clients, Client work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int number = 0; number < clients; number++) {
                int own = number;
                calls.add(() -> {
                    try (LoadClient client = new LoadClient(port)) {
                        return work.run(client, own);
                    }
                });
            }
            long answered = 0;
            for (Future<Integer> call : threads.invokeAll(calls)) {
                answered += call.get();
            }
            return answered;
        } finally {
            threads.shutdownNow();
        }
    }
}
