package dev.regatta.coordinator.bench.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Workers of one script, in groups that share their Kafka clients. */
public final class SimulatedFleet implements AutoCloseable {
    /** Workers that share Kafka clients. */
    public static final int GROUP = 20;

    private final List<WorkerGroup> groups = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final String name;
    private final TrialScript script;
    private final FleetMeter meter;
    private int named;

    /** Starts them; they beat so often. */
    public SimulatedFleet(
            String brokers, String name, int workers, TrialScript script, FleetMeter meter, Duration heartbeat) {
        this.name = name;
        this.script = script;
        this.meter = meter;
        for (int number = 0; number * GROUP < workers; number++) {
            WorkerGroup group = new WorkerGroup(brokers, number, timer);
            groups.add(group);
            for (int i = 0; i < Math.min(GROUP, workers - number * GROUP); i++) {
                add(group);
            }
            group.start(number);
            long millis = heartbeat.toMillis();
            var unused = timer.scheduleAtFixedRate(
                    group::beat, (number * millis) / (1 + workers / GROUP), millis, TimeUnit.MILLISECONDS);
        }
    }

    /** The workers that live. */
    public List<String> names() {
        return groups.stream()
                .flatMap(group -> group.workers().stream())
                .map(worker -> worker.id().value())
                .toList();
    }

    private void add(WorkerGroup group) {
        group.add(new ScriptedWorker(group.name(name + "-" + named++), group, script, meter));
    }

    /** Kills so large a part of the workers at random; as many new ones take their places. Returns how many. */
    synchronized int storm(double part, Random random) {
        int killed = 0;
        for (WorkerGroup group : groups) {
            List<ScriptedWorker> victims = new ArrayList<>(group.workers());
            Collections.shuffle(victims, random);
            for (ScriptedWorker victim : victims.subList(0, (int) Math.round(part * victims.size()))) {
                group.kill(victim);
                add(group);
                killed++;
            }
        }
        return killed;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        List<Thread> closing =
                groups.stream().map(group -> new Thread(group::close)).toList();
        closing.forEach(Thread::start);
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // they end by themselves
        }
    }
}
