package dev.regatta.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.TrialId;
import org.junit.jupiter.api.Test;

/** What every prototype store does. */
public abstract class PrototypeStoreContract {
    private static final TrialId TRIAL = TrialId.parse("contract/1");

    protected abstract PrototypeStore store();

    @Test
    void prototypesAreKeptPerTrialAndEpoch() {
        store().save(TRIAL, 1, new byte[] {1});
        store().save(TRIAL, 2, new byte[] {2});
        store().save(TrialId.parse("contract/2"), 1, new byte[] {3});

        assertThat(store().load(TRIAL, 1)).contains(new byte[] {1});
        assertThat(store().load(TRIAL, 2)).contains(new byte[] {2});
    }

    @Test
    void anEpochRunAgainReplacesItsPrototypes() {
        store().save(TRIAL, 5, new byte[] {1});
        store().save(TRIAL, 5, new byte[] {2, 2});

        assertThat(store().load(TRIAL, 5)).contains(new byte[] {2, 2});
    }

    @Test
    void thereAreNoneOfAnEpochNotReached() {
        assertThat(store().load(TRIAL, 99)).isEmpty();
    }
}
