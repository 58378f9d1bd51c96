package dev.regatta.worker.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchingTest {

    @Test
    void emptyTableHasNoMatches() {
        assertThat(Matching.ofLargestSum(new int[0][])).isEmpty();
    }

    @Test
    void everySumIsTheLargestThatTryingAllFinds() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int rows = 1 + random.nextInt(5);
            int columns = 1 + random.nextInt(5);
            int[][] gain = new int[rows][columns];
            for (int[] row : gain) {
                for (int c = 0; c < columns; c++) {
                    row[c] = random.nextInt(20);
                }
            }

            assertThat(sum(gain, Matching.ofLargestSum(gain)))
                    .as("seed %s", seed)
                    .isEqualTo(largest(gain, 0, 0));
        }
    }

    /** Fails if a column is given twice. */
    private static int sum(int[][] gain, int[] columns) {
        int used = 0;
        int sum = 0;
        for (int row = 0; row < columns.length; row++) {
            if (columns[row] >= 0) {
                assertThat(used & 1 << columns[row]).isZero();
                used |= 1 << columns[row];
                sum += gain[row][columns[row]];
            }
        }
        return sum;
    }

    private static int largest(int[][] gain, int row, int used) {
        if (row == gain.length) {
            return 0;
        }
        int best = largest(gain, row + 1, used);
        for (int c = 0; c < gain[row].length; c++) {
            if ((used & 1 << c) == 0) {
                best = Math.max(best, gain[row][c] + largest(gain, row + 1, used | 1 << c));
            }
        }
        return best;
    }
}
