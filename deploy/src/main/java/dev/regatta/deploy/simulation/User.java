package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.study.Decision;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.KeyedCommand;
import dev.regatta.protocol.command.PauseStudy;
import dev.regatta.protocol.command.ResumeStudy;
import dev.regatta.protocol.command.StopStudy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sends commands, those that may not be carried out twice with a key, and sends each again until it is answered. */
final class User {
    private static final long PATIENCE_MILLIS = 15_000;

    private final World world;
    private final Link link;
    private final Map<String, Runnable> whenAnswered = new HashMap<>();
    private final Set<String> answered = new HashSet<>();
    private Consumer<Command> entrance = command -> {};
    private int requests;

    User(World world) {
        this.world = world;
        link = world.link(() -> false);
    }

    /** What takes a command that has come; before the first one. */
    void enterBy(Consumer<Command> coordinators) {
        entrance = coordinators;
    }

    void create(CreateStudy create) {
        send(create.request(), create);
    }

    /** Pauses the study, and resumes it some time after it was told that it is paused. */
    void pause(long millis) {
        String resume = "resume-" + requests;
        whenAnswered.put(
                ask("pause", request -> new PauseStudy(request, World.STUDY, "lunch")),
                () -> world.time().after(millis, () -> sendOnce(resume, new ResumeStudy(resume, World.STUDY))));
    }

    void stop() {
        ask("stop", request -> new StopStudy(request, World.STUDY, "enough"));
    }

    private String ask(String what, Function<String, Command> command) {
        String request = what + "-" + requests++;
        sendOnce(request, command.apply(request));
        return request;
    }

    private void sendOnce(String request, Command command) {
        send(request, new KeyedCommand(request, command));
    }

    private void send(String request, Command command) {
        if (!answered.contains(request)) {
            link.send(() -> entrance.accept(command));
            world.time().after(PATIENCE_MILLIS, () -> send(request, command));
        }
    }

    /** An answer; whoever is told that the study was created must find it. */
    void hear(Decision.Reply reply) {
        if (answered.add(reply.request())) {
            Optional.ofNullable(whenAnswered.remove(reply.request())).ifPresent(Runnable::run);
        }
        if (world.witness().study().isEmpty() && reply instanceof Decision.Reply.Done) {
            world.witness().violated("answered before it was committed: " + reply);
        }
    }
}
