package dev.regatta.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CheckpointSaverTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<String> saved = new ArrayList<>();

    @Test
    void trainingGoesOnWhileACheckpointWaitsToBeSaved() {
        CheckpointSaver saver = new CheckpointSaver(waiting::add);
        saver.await();
        saver.save(() -> saved.add("first"));
        assertThat(saved).isEmpty();
        waiting.remove().run();
        saver.await();
        assertThat(saved).containsExactly("first");
    }

    @Test
    void aFailureIsToldOnceByTheNextThatWaits() {
        CheckpointSaver saver = new CheckpointSaver(Runnable::run);
        saver.save(() -> {
            throw new IllegalStateException("no room");
        });
        assertThatThrownBy(saver::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no room");
        assertThatCode(saver::await).doesNotThrowAnyException();
    }
}
