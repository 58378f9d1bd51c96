package dev.regatta.worker;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the worker, each option also an environment variable. */
@Command(
        name = "regatta worker",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs trials, one at a time, until it is asked to end (SIGTERM).",
        footer = {
            "",
            "Every option is also read from the environment: --lease-seconds from REGATTA_LEASE_SECONDS.",
            "",
            "Examples:",
            "  regatta worker",
            "      a worker on this machine's CPU, everything else on its usual port of this machine",
            "  regatta worker --device gpu:0 --kafka kafka-1:9092,kafka-2:9092 --hazelcast coordinator:5701",
            "      a worker on the first GPU of another machine",
            "  regatta worker --tracking https://mlflow.example.com --token-file ~/mlflow-token",
            "      logs to a server of your own"
        })
final class WorkerOptions {

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT,…",
            defaultValue = "${env:REGATTA_KAFKA:-127.0.0.1:9092}",
            description = "The Kafka brokers (default: 127.0.0.1:9092).")
    String kafka = "";

    @Option(
            names = "--hazelcast",
            paramLabel = "HOST:PORT,…",
            defaultValue = "${env:REGATTA_HAZELCAST:-127.0.0.1:5701}",
            description = "The coordinators' Hazelcast members (default: 127.0.0.1:5701).")
    String hazelcast = "";

    @Option(
            names = "--tracking",
            paramLabel = "URL,…",
            defaultValue = "${env:REGATTA_TRACKING:-${env:MLFLOW_TRACKING_URI:-http://127.0.0.1:8080}}",
            description = "The MLflow tracking server; also MLFLOW_TRACKING_URI (default: the coordinator at"
                    + " http://127.0.0.1:8080). Several coordinators of one database are named with commas: the next is"
                    + " asked when one fails.")
    String tracking = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:REGATTA_TOKEN_FILE}",
            description = "File with the bearer token for the tracking server.")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu:N",
            defaultValue = "${env:REGATTA_DEVICE:-cpu}",
            description = "What to compute on (default: cpu).")
    String device = "";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "${env:REGATTA_THREADS:-1}",
            description = "Threads to compute with; part of a trial's result (default: 1).")
    int threads;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:REGATTA_DATA}",
            description = "Where the data sets' files are, unless the study says.")
    @Nullable
    Path data;

    @Option(
            names = "--spool-dir",
            paramLabel = "DIR",
            defaultValue = "${env:REGATTA_SPOOL_DIR:-.regatta/spool}",
            description = "Where what the tracking server has not taken yet is kept (default: .regatta/spool).")
    Path spoolDirectory = Path.of("");

    @Option(
            names = "--spool-mb",
            paramLabel = "N",
            defaultValue = "${env:REGATTA_SPOOL_MB:-256}",
            description = "How much of it, in MiB; what does not fit waits in the trial's checkpoint (default: 256).")
    int spoolMebibytes;

    @Option(
            names = "--allow-exec",
            defaultValue = "${env:REGATTA_ALLOW_EXEC:-false}",
            fallbackValue = "true", // without it the option means the opposite of its default
            description = "Run the programs that studies with method: exec name, with this worker's rights"
                    + " (default: no).")
    boolean allowExec;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "${env:REGATTA_NAME:-}",
            description = "The worker's name; no two alive may share it (default: host and process id).")
    String name = "";

    @Option(
            names = "--pool",
            paramLabel = "NAME",
            defaultValue = "${env:REGATTA_POOL:-default}",
            description = "The pool whose work it takes; its workers should be alike (default: default).")
    String pool = "";

    @Option(
            names = "--label",
            paramLabel = "KEY=VALUE",
            description = "What it offers, for studies that require it; may be repeated.")
    Map<String, String> labels = Map.of();

    @Option(
            names = "--heartbeat-seconds",
            paramLabel = "N",
            defaultValue = "${env:REGATTA_HEARTBEAT_SECONDS:-2}",
            description = "Time between heartbeats (default: 2).")
    int heartbeatSeconds;

    @Option(
            names = "--lease-seconds",
            paramLabel = "N",
            defaultValue = "${env:REGATTA_LEASE_SECONDS:-14}",
            description = "Without an arrived heartbeat for this long the trial is given up; as the server's"
                    + " (default: 14).")
    int leaseSeconds;

    @Option(
            names = "--spot-notices",
            paramLabel = "aws|gcp|azure",
            defaultValue = "${env:REGATTA_SPOT_NOTICES:-}",
            description = "Ask the provider's metadata server whether this machine will be taken away; a notice is as"
                    + " SIGTERM (default: do not ask).")
    String spotNotices = "";

    @Option(
            names = "--spot-metadata",
            paramLabel = "URL",
            defaultValue = "${env:REGATTA_SPOT_METADATA:-http://169.254.169.254}",
            description = "The metadata server (default: http://169.254.169.254).")
    String spotMetadata = "";

    @Option(
            names = "--grace-seconds",
            paramLabel = "N",
            defaultValue = "${env:REGATTA_GRACE_SECONDS:-25}",
            description = "Time to save and give back the trial at SIGTERM (default: 25).")
    int graceSeconds;
}
