package dev.regatta.worker.mlflow;

import java.time.Duration;
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
 * MLflow's client with a deadline for each call. The client itself knows no timeouts, so a late call is left behind with
 * its thread, its connections closed under it, and a new client takes over. For one thread.
 */
final class DeadlineClient implements AutoCloseable {

    /** A client and the one thread that may use it. */
    private record Lane(MlflowClient client, ExecutorService thread) {
        void drop() {
            thread.shutdownNow();
            client.close();
        }
    }

    private final BasicMlflowHostCreds credentials;
    private final Duration deadline;
    private Lane lane;

    DeadlineClient(BasicMlflowHostCreds credentials, Duration deadline) {
        this.credentials = credentials;
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
        return new Lane(new MlflowClient(credentials), thread);
    }

    /**
     * Calls the server.
     *
     * @param patience how long its answer may take
     * @throws TimeoutException if it did not answer within the deadline
     * @throws ExecutionException if it answered with an error, or could not be reached
     */
    <T> T call(Function<MlflowClient, T> request, Duration patience)
            throws TimeoutException, ExecutionException, InterruptedException {
        MlflowClient client = lane.client();
        Future<T> answer = lane.thread().submit(() -> request.apply(client));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            lane.drop();
            lane = newLane();
            throw e;
        }
    }

    @Override
    public void close() {
        lane.drop();
    }
}
