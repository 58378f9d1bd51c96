package dev.regatta.coordinator.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all writes on one thread, in the order in which they came; those that wait share a transaction, and each is
 * answered after the commit.
 *
 * <p>A transaction is first tried without savepoints. If any work in it fails, it is undone and run once more with a
 * savepoint before each, so that one work's failure is no other's: work must therefore do nothing but talk to its
 * handle. When a commit fails, all works of its transaction do. Safe for use from many threads.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MOST_WORKS = 256;

    /** More would be answered so late that their clients have long given up. */
    private static final int MOST_WAITING = 10_000;

    private static final String SAVEPOINT = "work";

    private final BlockingQueue<Work<?>> queue = new LinkedBlockingQueue<>();
    private final Jdbi jdbi;
    private final Consumer<Handle> begin;
    private final int mostWaiting;
    private final List<DeferredWrites> deferred = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "database-writer");

    /** The only connection that writes; kept open, so that its statements stay prepared. */
    private @Nullable Handle open;

    private volatile boolean closed;

    /** @param begin runs first in every transaction */
    GroupCommit(Jdbi jdbi, Consumer<Handle> begin) {
        this(jdbi, begin, MOST_WAITING);
    }

    GroupCommit(Jdbi jdbi, Consumer<Handle> begin, int mostWaiting) {
        this.jdbi = jdbi;
        this.begin = begin;
        this.mostWaiting = mostWaiting;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * As {@link #submit}, for whoever does not wait and could fill the memory with works.
     *
     * @throws OverloadedException if too many works wait already
     */
    <R> CompletableFuture<R> offer(HandleCallback<R, ?> callback) {
        if (queue.size() >= mostWaiting) {
            throw new OverloadedException(mostWaiting);
        }
        return submit(callback);
    }

    /** Completes after the commit with the work's result, or with what it threw. */
    <R> CompletableFuture<R> submit(HandleCallback<R, ?> callback) {
        Work<R> work = new Work<>(callback);
        queue.add(work);
        if (closed && queue.remove(work)) {
            work.fail(new IllegalStateException("the database is closed"));
        }
        return work.answer;
    }

    /** Lets {@code writes} be flushed before every commit. */
    void defer(DeferredWrites writes) {
        deferred.add(writes);
    }

    boolean isWriter(Thread other) {
        return thread.equals(other);
    }

    private void run() {
        List<Work<?>> group = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                group.add(queue.take());
                queue.drainTo(group, MOST_WORKS - 1);
                commit(group);
            } catch (InterruptedException e) {
                LOG.debug("no more writes are awaited");
            }
            group.clear();
        }
        discardHandle();
    }

    private void commit(List<Work<?>> group) {
        try {
            if (!transactTogether(group)) {
                transactOneByOne(group);
            }
            group.forEach(Work::answer);
        } catch (Exception | Error e) {
            discardHandle();
            group.forEach(work -> work.fail(e));
        }
    }

    /** @return false if a work failed and the transaction was undone */
    private boolean transactTogether(List<Work<?>> group) {
        Handle handle = begun();
        for (Work<?> work : group) {
            if (!work.perform(handle)) {
                return undone(handle);
            }
        }
        try {
            flush(handle);
        } catch (RuntimeException e) {
            LOG.debug("what the works left cannot be written together; each is done alone", e);
            return undone(handle);
        }
        handle.commit();
        return true;
    }

    private boolean undone(Handle handle) {
        discardDeferred();
        handle.rollback();
        return false;
    }

    private void transactOneByOne(List<Work<?>> group) {
        Handle handle = begun();
        for (Work<?> work : group) {
            handle.savepoint(SAVEPOINT);
            if (work.perform(handle, this::flush)) {
                handle.releaseSavepoint(SAVEPOINT);
            } else {
                discardDeferred();
                handle.rollbackToSavepoint(SAVEPOINT);
            }
        }
        handle.commit();
    }

    private Handle begun() {
        Handle handle = handle();
        handle.begin();
        begin.accept(handle);
        return handle;
    }

    private void flush(Handle handle) {
        deferred.forEach(writes -> writes.flush(handle));
    }

    private void discardDeferred() {
        deferred.forEach(DeferredWrites::discard);
    }

    private Handle handle() {
        Handle current = open;
        if (current == null) {
            current = jdbi.open().setStatementBuilder(new PreparedStatements());
            open = current;
        }
        return current;
    }

    /** After a failure that is no work's own nothing is known of the connection. */
    private void discardHandle() {
        discardDeferred();
        try (Handle last = open) {
            open = null;
            if (last != null && last.isInTransaction()) {
                last.rollback();
            }
        } catch (RuntimeException e) {
            LOG.warn("the writing connection did not close cleanly", e);
        }
    }

    /** Works that wait are still done; then the thread ends. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Stream.generate(queue::poll)
                .takeWhile(work -> work != null)
                .forEach(work -> work.fail(new IllegalStateException("the database is closed")));
    }

    /** What is to be done, and after it how it went; the writing thread alone touches it until it answers. */
    private static final class Work<R> {

        private final HandleCallback<R, ?> callback;
        private final CompletableFuture<R> answer = new CompletableFuture<>();
        private @Nullable R result;
        private @Nullable Throwable failure;

        Work(HandleCallback<R, ?> callback) {
            this.callback = callback;
        }

        boolean perform(Handle handle) {
            return perform(handle, nothing -> {});
        }

        /** @return false if it failed: what it changed must be undone */
        boolean perform(Handle handle, Consumer<Handle> afterwards) {
            try {
                failure = null;
                result = callback.withHandle(handle);
                afterwards.accept(handle);
                return true;
            } catch (Exception | Error e) {
                failure = e;
                return false;
            }
        }

        @SuppressWarnings("NullAway") // a work may well answer null
        void answer() {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
        }

        void fail(Throwable cause) {
            answer.completeExceptionally(failure == null ? cause : failure);
        }
    }
}
