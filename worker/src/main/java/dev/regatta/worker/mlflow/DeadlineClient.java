package dev.regatta.worker.mlflow;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * MLflow's client with a deadline for each call, of the first of some servers that are one to whoever asks. The client itself knows no
 * timeouts, so a late call is left behind with its thread, its connections closed under it, and a client of the next server takes over.
 * For one thread.
 */
final class DeadlineClient implements AutoCloseable {

    /** What a call is made to. */
    record Server(URI address, MlflowClient client) {}

    /** A server and the one thread that may call it. */
    private record Lane(Server server, ExecutorService thread) {
        void drop() {
            thread.shutdownNow();
            server.client().close();
        }
    }

    private final List<URI> servers;
    private final Optional<String> token;
    private final Duration deadline;
    private int current;
    private Lane lane;

    /**
     * Asks the first server until that fails.
     *
     * @param servers one or more
     * @param token sent to each as bearer token
     */
    DeadlineClient(List<URI> servers, Optional<String> token, Duration deadline) {
        this.servers = List.copyOf(servers);
        this.token = token;
        this.deadline = deadline;
        lane = newLane();
    }

    /** How long an ordinary call may take. */
    Duration deadline() {
        return deadline;
    }

    private Lane newLane() {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "mlflow-call");
            created.setDaemon(true);
            return created;
        });
        URI address = servers.get(current);
        String host = address.toString();
        MlflowClient client = new MlflowClient(token.map(bearer -> new BasicMlflowHostCreds(host, bearer))
                .orElseGet(() -> new BasicMlflowHostCreds(host)));
        return new Lane(new Server(address, client), thread);
    }

    /** From now on the next server is asked, if there is another. */
    void turnToTheNext() {
        if (servers.size() > 1) {
            renewLane();
        }
    }

    private void renewLane() {
        lane.drop();
        current = (current + 1) % servers.size();
        lane = newLane();
    }

    /**
     * Calls the server.
     *
     * @param patience how long its answer may take
     * @throws TimeoutException if it did not answer within the deadline
     * @throws ExecutionException if it answered with an error, or could not be reached
     */
    <T> T call(Function<Server, T> request, Duration patience)
            throws TimeoutException, ExecutionException, InterruptedException {
        Server server = lane.server();
        Future<T> answer = lane.thread().submit(() -> request.apply(server));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            renewLane();
            throw e;
        }
    }

    @Override
    public void close() {
        lane.drop();
    }
}
