package dev.regatta.coordinator.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Answers of analyses by what was asked and the position of the study they were computed from. Whoever asks for the same
 * while it is computed waits for it. A new position takes an older one's place. Thread-safe.
 */
final class AnalysisCache {

    /** Answers have some 100 kB, in bad cases 500. */
    private static final int MOST_ANSWERS = 64;

    /** An answer and the position it is of. */
    private record Answer(long position, FutureTask<byte[]> body) {}

    private final Map<String, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MOST_ANSWERS;
        }
    };

    /**
     * The answer, computed on the caller's thread unless it is known; may wait.
     *
     * @param question all that the answer depends on beside the position
     * @throws RuntimeException what {@code compute} throws, which is not kept
     */
    byte[] get(String question, long position, Supplier<byte[]> compute) {
        Answer answer = answer(question, position, compute);
        answer.body().run();
        try {
            return answer.body().get();
        } catch (ExecutionException e) {
            forget(question, answer);
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an analysis was computed", e);
        }
    }

    private synchronized Answer answer(String question, long position, Supplier<byte[]> compute) {
        Answer known = answers.get(question);
        if (known != null && known.position() == position) {
            return known;
        }
        Answer fresh = new Answer(position, new FutureTask<>(compute::get));
        answers.put(question, fresh);
        return fresh;
    }

    private synchronized void forget(String question, Answer failed) {
        answers.remove(question, failed);
    }
}
