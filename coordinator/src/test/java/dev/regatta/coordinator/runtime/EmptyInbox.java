package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.StudyId;
import java.time.Duration;
import java.util.List;

/** An inbox of one partition to which nobody writes. */
final class EmptyInbox implements InboxSource {

    private Ownership owned;

    EmptyInbox(Ownership owned) {
        this.owned = owned;
    }

    void own(Ownership now) {
        owned = now;
    }

    @Override
    public List<InboxBatch> poll(Duration timeout) {
        return List.of();
    }

    @Override
    public Ownership owned() {
        return owned;
    }

    @Override
    public int partition(StudyId study) {
        return 0;
    }

    @Override
    public void beforeLoss(Runnable settle) {}

    @Override
    public void wake() {}

    @Override
    public void rewind() {}
}
