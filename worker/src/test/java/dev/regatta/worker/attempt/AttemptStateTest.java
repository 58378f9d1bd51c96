package dev.regatta.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.control.ControlMessage.AcceptFact;
import dev.regatta.protocol.control.ControlMessage.GrantLease;
import dev.regatta.protocol.control.ControlMessage.RefuseClaim;
import dev.regatta.protocol.control.ControlMessage.RevokeLease;
import dev.regatta.protocol.control.ControlMessage.StopTrial;
import dev.regatta.worker.attempt.AttemptState.Phase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptStateTest {
    private static final WorkerId ME = new WorkerId("me");
    private static final AttemptId ATTEMPT = AttemptId.parse("s/3/2");
    private static final Optional<String> ANSWERED = Optional.of("claim");
    private static final AttemptState CLAIMED = AttemptState.claimed(ATTEMPT, ME, "claim");
    private static final AttemptState LEASED = CLAIMED.on(new GrantLease(ME, ATTEMPT, 7, ANSWERED));

    @Test
    void grantedClaimHoldsTheLeaseWithItsEpoch() {
        assertThat(LEASED.leased()).isTrue();
        assertThat(LEASED.leaseEpoch()).isEqualTo(7);
        assertThat(LEASED.accepted()).isZero();
    }

    @Test
    void refusedClaimSaysWhy() {
        AttemptState refused = CLAIMED.on(new RefuseClaim(ME, ATTEMPT, "another's", ANSWERED));

        assertThat(refused.phase()).isEqualTo(Phase.REFUSED);
        assertThat(refused.reason()).contains("another's");
    }

    @Test
    void whatIsForAnotherWorkerOrAttemptChangesNothing() {
        assertThat(CLAIMED.on(new GrantLease(new WorkerId("other"), ATTEMPT, 7, ANSWERED)))
                .isEqualTo(CLAIMED);
        assertThat(CLAIMED.on(new GrantLease(ME, AttemptId.parse("s/3/1"), 7, ANSWERED)))
                .isEqualTo(CLAIMED);
        assertThat(LEASED.on(new RevokeLease(new WorkerId("other"), ATTEMPT, 7, "x")))
                .isEqualTo(LEASED);
    }

    @Test
    void whatAnswersAnotherClaimOfTheAttemptChangesNothing() {
        Optional<String> earlier = Optional.of("an earlier process's");

        assertThat(CLAIMED.on(new GrantLease(ME, ATTEMPT, 7, earlier))).isEqualTo(CLAIMED);
        assertThat(CLAIMED.on(new GrantLease(ME, ATTEMPT, 7, Optional.empty()))).isEqualTo(CLAIMED);
        assertThat(CLAIMED.on(new RefuseClaim(ME, ATTEMPT, "another's", earlier)))
                .isEqualTo(CLAIMED);
    }

    @Test
    void whatConcernsAnotherLeaseChangesNothing() {
        assertThat(LEASED.on(new RevokeLease(ME, ATTEMPT, 6, "late"))).isEqualTo(LEASED);
        assertThat(LEASED.on(new StopTrial(ME, ATTEMPT, 6, "late"))).isEqualTo(LEASED);
        assertThat(LEASED.on(new AcceptFact(ME, ATTEMPT, 6, 5))).isEqualTo(LEASED);
    }

    @Test
    void repeatedGrantChangesNothing() {
        AttemptState heard = LEASED.on(new AcceptFact(ME, ATTEMPT, 7, 2));

        assertThat(heard.on(new GrantLease(ME, ATTEMPT, 7, ANSWERED))).isEqualTo(heard);
    }

    @Test
    void acceptanceNeverGoesBack() {
        AttemptState heard = LEASED.on(new AcceptFact(ME, ATTEMPT, 7, 4)).on(new AcceptFact(ME, ATTEMPT, 7, 2));

        assertThat(heard.accepted()).isEqualTo(4);
    }

    @Test
    void stoppedTrialStillHoldsItsLease() {
        AttemptState stopping = LEASED.on(new StopTrial(ME, ATTEMPT, 7, "stop requested"));

        assertThat(stopping.leased()).isTrue();
        assertThat(stopping.stopping()).isTrue();
        assertThat(stopping.asked()).contains(AttemptState.Asked.STOP);
        assertThat(stopping.reason()).contains("stop requested");
    }

    @Test
    void revokedLeaseIsLostForGood() {
        AttemptState lost = LEASED.on(new RevokeLease(ME, ATTEMPT, 7, "expired"));

        assertThat(lost.lost()).isTrue();
        assertThat(lost.stopping()).isTrue();
        assertThat(lost.on(new GrantLease(ME, ATTEMPT, 8, ANSWERED))).isEqualTo(lost);
        assertThat(lost.on(new AcceptFact(ME, ATTEMPT, 7, 9))).isEqualTo(lost);
    }

    @Test
    void drainingKeepsAnEarlierReason() {
        AttemptState stopped = LEASED.on(new StopTrial(ME, ATTEMPT, 7, "stop requested"));

        assertThat(stopped.drain("SIGTERM").reason()).contains("stop requested");
        assertThat(LEASED.drain("SIGTERM").reason()).contains("SIGTERM");
    }

    @Test
    void drainedClaimStaysDrainedOnceGranted() {
        assertThat(CLAIMED.drain("SIGTERM")
                        .on(new GrantLease(ME, ATTEMPT, 7, ANSWERED))
                        .stopping())
                .isTrue();
    }

    @Test
    void onlyAHeldLeaseCanBeLostAndOnlyAClaimGoesUnanswered() {
        assertThat(CLAIMED.lose("silence")).isEqualTo(CLAIMED);
        assertThat(LEASED.lose("silence").lost()).isTrue();
        assertThat(CLAIMED.unanswered("silence").phase()).isEqualTo(Phase.REFUSED);
        assertThat(LEASED.unanswered("silence")).isEqualTo(LEASED);
    }
}
