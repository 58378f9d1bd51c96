package dev.regatta.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, and folders that cannot be written. */
interface StorageFaults {

    Installation installation();

    Comparison comparison();

    private static SmallDisk mounted(Optional<SmallDisk> disk) {
        Assumptions.assumeTrue(disk.isPresent(), "a small file system cannot be mounted here: only root may");
        return disk.orElseThrow();
    }

    @Test
    default void coordinatorsFullDiskDelaysTheStudyAndLosesNothing() throws IOException, InterruptedException {
        SmallDisk disk = mounted(installation().data());
        comparison().inMidTrial("disk-full");

        try {
            disk.fill();
            installation().api().pauseWithoutWaiting("disk-full"); // what has to be committed cannot be
            installation().api().awaitReadiness(false);
        } finally {
            disk.empty();
        }
        installation().api().awaitReadiness(true);
        JsonNode trial = installation().api().awaitCompleted("disk-full");

        comparison().assertLeftTheSame(trial);
    }

    /** A broker that cannot write ends itself; what it acknowledged before is there when it is started again. */
    @Test
    default void brokersFullDiskDelaysTheStudyAndLosesNothing() throws IOException, InterruptedException {
        SmallDisk disk = mounted(installation().records());
        JsonNode running = comparison().inMidTrial("broker-full");

        try {
            disk.fill();
            installation().awaitBrokersEnd();
        } finally {
            disk.empty();
        }
        installation().restartBroker();
        JsonNode trial = installation().api().awaitCompleted("broker-full");

        assertThat(trial.path("mlflow_run")).isEqualTo(running.path("mlflow_run"));
        comparison().assertLeftTheSame(trial);
    }

    @Test
    default void checkpointFolderThatCannotBeWrittenOnlyDelaysTheTrial() throws InterruptedException {
        SmallDisk disk = mounted(installation().chunks());

        try {
            disk.readOnly(); // before the trial, which might end before the disk is
            comparison().start("read-only");
            String worker = Comparison.workerOf(installation()
                    .api()
                    .awaitTrial(
                            "read-only",
                            "has a worker",
                            trial -> !Comparison.workerOf(trial).isEmpty()));
            installation().worker(worker).awaitLogged("read-only/0/1", "cannot be stored, trying again");
        } finally {
            disk.writable();
        }
        JsonNode trial = installation().api().awaitCompleted("read-only");

        assertThat(trial.path("attempts")).hasSize(1);
        comparison().assertLeftTheSame(trial);
    }

    @Test
    default void workersFullDiskDelaysItsRunAndLosesNoPoint(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (SmallDisk disk = mounted(SmallDisk.mount(folder, "16m"))) {
            installation().oneWorkerThatQueuesIn(folder, "full-queue");
            disk.fill();
            comparison().start("queue-full");
            JsonNode trained = installation()
                    .api()
                    .awaitTrial(
                            "queue-full",
                            "is trained",
                            trial -> trial.path("epoch").asInt() == comparison().epochs());
            assertThat(trained.path("state").asText()).isEqualTo("RUNNING");

            disk.empty();
            JsonNode trial = installation().api().awaitCompleted("queue-full");

            assertThat(trial.path("attempts")).hasSize(1);
            comparison().assertLeftTheSame(trial);
            installation().endWorkers();
        }
    }
}
