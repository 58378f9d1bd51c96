package dev.regatta.worker.method;

import dev.regatta.worker.data.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws samples so that every cluster comes up alike, however few samples it has. */
final class UniformSampling {
    private UniformSampling() {}

    /**
     * Sample numbers in random order. Each cluster that has samples gives its share, the first ones one more where the
     * count does not divide; all of its samples, as often as they fit, then some of them.
     *
     * @param assigned cluster of every sample, [N]
     * @param count how many are drawn
     */
    static int[] draw(int[] assigned, int clusters, int count, Random random) {
        List<int[]> members = members(assigned, clusters);
        int[] drawn = new int[count];
        int next = 0;
        for (int c = 0; c < members.size(); c++) {
            int share = count / members.size() + (c < count % members.size() ? 1 : 0);
            int[] own = members.get(c);
            for (int i = 0; i < share; i += own.length) {
                int[] order = Seeds.permutation(own.length, random);
                for (int j = i; j < Math.min(share, i + own.length); j++) {
                    drawn[next++] = own[order[j - i]];
                }
            }
        }
        int[] order = Seeds.permutation(count, random);
        return IntStream.of(order).map(i -> drawn[i]).toArray();
    }

    private static List<int[]> members(int[] assigned, int clusters) {
        List<int[]> members = new ArrayList<>();
        for (int k = 0; k < clusters; k++) {
            int cluster = k;
            int[] own = IntStream.range(0, assigned.length)
                    .filter(i -> assigned[i] == cluster)
                    .toArray();
            if (own.length > 0) {
                members.add(own);
            }
        }
        return members;
    }
}
