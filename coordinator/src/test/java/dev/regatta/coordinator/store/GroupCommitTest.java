package dev.regatta.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes that wait while another is done share the next transaction. */
@Timeout(60)
class GroupCommitTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void failedWorkTakesNoOtherWithIt(String system) {
        try (Database database = opened(system)) {
            List<CompletableFuture<Integer>> answers = together(database, 20, (handle, i) -> {
                handle.execute("INSERT INTO seen VALUES (?)", i);
                if (i % 7 == 3) {
                    throw new IllegalArgumentException("no " + i);
                } else if (i % 7 == 5) {
                    handle.execute("INSERT INTO seen VALUES (?)", i - 1); // a duplicate key
                }
            });
            assertThat(failures(answers)).containsExactly(3, 5, 10, 12, 17, 19);
            assertThatThrownBy(answers.get(3)::join)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("no 3");
            assertThat(seen(database))
                    .containsExactlyElementsOf(IntStream.range(0, 20)
                            .filter(i -> i % 7 != 3 && i % 7 != 5)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void waitingWorksShareATransaction() {
        try (Database database = opened("sqlite")) {
            List<Handle> handles = new ArrayList<>();
            List<CompletableFuture<Integer>> answers = together(database, 20, (handle, i) -> {
                handles.add(handle);
                // What a work of this transaction has written is seen before any commit.
                handle.execute("INSERT INTO seen VALUES (?)", i);
                assertThat(count(handle)).isEqualTo(i + 1);
                assertThat((int) database.read(GroupCommitTest::count)).isZero();
            });
            assertThat(failures(answers)).isEmpty();
            assertThat(handles).hasSize(20);
        }
    }

    @Test
    void worksBeyondTheQueuesBoundAreRefusedAndThoseInItDone() {
        Jdbi jdbi = Jdbi.create("jdbc:sqlite:" + folder.resolve("regatta.db"));
        CountDownLatch free = new CountDownLatch(1);
        CompletableFuture<Void> running = new CompletableFuture<>();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (GroupCommit writer = new GroupCommit(jdbi, handle -> {}, 3)) {
            CompletableFuture<Boolean> first = writer.submit(handle -> {
                running.complete(null);
                free.await();
                return true;
            });
            running.join();
            for (int i = 0; i < 3; i++) {
                int number = i;
                answers.add(writer.offer(handle -> number));
            }
            assertThatThrownBy(() -> writer.offer(handle -> 3))
                    .isInstanceOf(OverloadedException.class)
                    .hasMessageContaining("3 writes wait");
            CompletableFuture<Integer> waitedFor = writer.submit(handle -> 4);
            free.countDown();
            assertThat(first.join()).isTrue();
            assertThat(waitedFor.join()).isEqualTo(4);
        }
        assertThat(answers).extracting(CompletableFuture::join).containsExactly(0, 1, 2);
    }

    @Test
    void worksThatWaitWhenItIsClosedAreStillDone() {
        Database database = opened("sqlite");
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            answers.add(database.submit(handle -> handle.execute("INSERT INTO seen VALUES (?)", number)));
        }
        database.close();
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isDone());
        assertThat(failures(answers)).isEmpty();
        assertThat(database.submit(Handle::isReadOnly)).isCompletedExceptionally();
    }

    @FunctionalInterface
    private interface Numbered {
        void run(Handle handle, int number);
    }

    /** Lets works queue up behind one that waits for them. */
    private static List<CompletableFuture<Integer>> together(Database database, int count, Numbered work) {
        CompletableFuture<Void> running = new CompletableFuture<>();
        CountDownLatch queued = new CountDownLatch(1);
        CompletableFuture<Boolean> first = database.submit(handle -> {
            running.complete(null);
            queued.await();
            return true;
        });
        running.join(); // else the first of them could share its transaction, and the others theirs
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            answers.add(database.submit(handle -> {
                work.run(handle, number);
                return number;
            }));
        }
        queued.countDown();
        first.join();
        return answers;
    }

    private static List<Integer> failures(List<CompletableFuture<Integer>> answers) {
        return IntStream.range(0, answers.size())
                .filter(i -> answers.get(i).handle((answer, failure) -> failure).join() != null)
                .boxed()
                .toList();
    }

    private Database opened(String system) {
        Database database = Database.open(
                system.equals("sqlite")
                        ? DatabaseConfig.sqlite(folder.resolve("regatta.db"))
                        : PostgresForTests.newDatabase());
        database.useWrite(handle -> handle.execute("CREATE TABLE seen (number INTEGER NOT NULL PRIMARY KEY)"));
        return database;
    }

    private static int count(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM seen")
                .mapTo(Integer.class)
                .one();
    }

    private static List<Integer> seen(Database database) {
        return database.read(handle -> handle.createQuery("SELECT number FROM seen ORDER BY number")
                .mapTo(Integer.class)
                .list());
    }
}
