package dev.regatta.coordinator.placement;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.Placement;

/**
 * A study with trials that wait for a worker.
 *
 * @param waiting attempts that wait
 * @param served attempts that workers have, or that were handed to a pool
 * @param since what waits the longest, of all studies, has the smallest
 */
public record Claimant(StudyId study, Placement placement, int waiting, int served, long since) {

    Claimant oneServed() {
        return new Claimant(study, placement, waiting - 1, served + 1, since);
    }
}
