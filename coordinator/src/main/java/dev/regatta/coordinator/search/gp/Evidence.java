package dev.regatta.coordinator.search.gp;

import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the process is fitted to: the best and the latest trials.
 *
 * @param ranks by increasing number
 */
record Evidence(List<Ranked> ranks) {

    private static final int BEST = 60;
    private static final int LATEST = 60;

    static Evidence of(History history) {
        List<Ranked> chosen = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (Ranked rank : history.ranking()) {
            if (chosen.size() >= BEST) {
                break;
            }
            if (taken.add(rank.trial().number())) {
                chosen.add(rank);
            }
        }
        int judged = history.judged().size();
        for (int i = judged - 1; i >= 0 && chosen.size() < BEST + LATEST && i >= judged - 2 * LATEST; i--) {
            history.rank(history.judged().get(i))
                    .filter(rank -> taken.add(rank.trial().number()))
                    .ifPresent(chosen::add);
        }
        chosen.sort(Comparator.comparingInt(rank -> rank.trial().number()));
        return new Evidence(chosen);
    }

    List<ObservedTrial> trials() {
        return ranks.stream().map(Ranked::trial).toList();
    }
}
