package dev.regatta.coordinator.tracking.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.tracking.model.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointFeedTest {

    private final PointFeed feed = new PointFeed();

    private static List<Metric> points(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(step -> new Metric("loss", 1.0 / (step + 1), step, step))
                .toList();
    }

    @Test
    void watchedRunsPointsComeInTheirOrder() {
        List<String> woken = new ArrayList<>();
        feed.watch("r", () -> woken.add("r"));

        feed.logged("r", points(0, 3));
        feed.logged("other", points(0, 3));

        assertThat(feed.after("r", 0, 10)).isEqualTo(new PointFeed.Slice(false, points(0, 3), 3));
        assertThat(feed.after("r", 2, 10)).isEqualTo(new PointFeed.Slice(false, points(2, 3), 3));
        assertThat(feed.after("r", 3, 10).points()).isEmpty();
        assertThat(woken).containsExactly("r");
    }

    @Test
    void repeatedBatchIsNotSentAgain() {
        feed.watch("r", () -> {});
        feed.logged("r", points(0, 3));
        feed.logged("r", points(0, 4));

        assertThat(feed.after("r", 0, 10).points()).isEqualTo(points(0, 4));
    }

    @Test
    void readerWhoComesTooLateIsToldOfTheGapOnceAndGoesOn() {
        feed.watch("r", () -> {});
        feed.logged("r", points(0, 5_000));

        PointFeed.Slice late = feed.after("r", 10, 100);
        assertThat(late.gap()).isTrue();
        feed.logged("r", points(5_000, 5_001));
        assertThat(feed.after("r", late.next(), 100))
                .isEqualTo(new PointFeed.Slice(false, points(5_000, 5_001), 5_001));
    }

    @Test
    void cutIsAGapForEveryReader() {
        feed.watch("r", () -> {});
        feed.logged("r", points(0, 3));

        feed.cut("r");

        assertThat(feed.after("r", 3, 10).gap()).isTrue();
        feed.logged("r", points(1, 3));
        assertThat(feed.after("r", feed.last("r") - 2, 10).points()).isEqualTo(points(1, 3));
    }

    @Test
    void runsThatNobodyWatchesAnyLongerAreForgottenOldestFirst() {
        Runnable watcher = () -> {};
        feed.watch("first", watcher);
        feed.logged("first", points(0, 1));
        feed.leave("first", watcher);
        for (int i = 0; i < 300; i++) {
            String run = "r" + i;
            feed.watch(run, watcher);
            feed.leave(run, watcher);
        }

        assertThat(feed.after("first", 1, 10).gap()).isTrue();
    }

    /** Readers that stop anywhere and come back see every point once, or are told of a gap. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nothingIsLostOrRepeatedWhateverTheReaderDoes(long seed) {
        Random random = new Random(seed);
        feed.watch("r", () -> {});
        List<Metric> read = new ArrayList<>();
        long position = 0;
        long logged = 0;
        for (int round = 0; round < 400; round++) {
            long more = random.nextInt(20);
            feed.logged("r", points(logged, logged + more));
            logged += more;
            if (random.nextBoolean()) {
                PointFeed.Slice slice = feed.after("r", position, 1 + random.nextInt(30));
                if (slice.gap()) {
                    read.clear();
                    read.addAll(points(0, slice.next()));
                }
                read.addAll(slice.points());
                position = slice.next();
            }
        }
        while (position < logged) {
            PointFeed.Slice slice = feed.after("r", position, 100);
            if (slice.gap()) {
                read.clear();
                read.addAll(points(0, slice.next()));
            }
            read.addAll(slice.points());
            position = slice.next();
        }
        assertThat(read).as("seed %d", seed).isEqualTo(points(0, logged));
    }
}
