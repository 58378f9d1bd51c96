package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.Budgets;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.command.CheckBudget;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks studies about their budgets once time alone has used one up; the study itself decides whether it ends. For the
 * coordinator's thread.
 */
final class BudgetKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetKeeper.class);

    private final StudyRuntime runtime;
    private final BiPredicate<StudyState, Instant> isReached;

    BudgetKeeper(StudyRuntime runtime) {
        this(runtime, (study, now) -> Budgets.reached(study, now).isPresent());
    }

    BudgetKeeper(StudyRuntime runtime, BiPredicate<StudyState, Instant> isReached) {
        this.runtime = runtime;
        this.isReached = isReached;
    }

    /**
     * A budget that cannot be judged holds up no other study.
     *
     * @param owns whether a study is decided here
     */
    void check(Predicate<StudyId> owns, Instant now) {
        List<CheckBudget> due = runtime.states().values().stream()
                .filter(Budgets::dependsOnTime)
                .filter(study -> owns.test(study.id()))
                .filter(study -> judge(study, now))
                .map(study -> new CheckBudget(study.id()))
                .toList();
        if (!due.isEmpty()) {
            runtime.execute(due);
        }
    }

    private boolean judge(StudyState study, Instant now) {
        try {
            return isReached.test(study, now);
        } catch (RuntimeException e) {
            LOG.error("the budget of study {} could not be judged", study.id(), e);
            return false;
        }
    }
}
