package dev.regatta.coordinator.http;

import dev.regatta.coordinator.archive.ArchiveException;
import dev.regatta.coordinator.archive.ArchiveLines;
import dev.regatta.coordinator.archive.StudyArchive;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Hands out a study with its journal, and takes one in. */
final class ArchiveRoutes {
    private static final int PAGE = 2_000;

    /** The journal of a study of some 50,000 trials, which is held in memory while it is taken in. */
    private static final long BODY_LIMIT_BYTES = 64L << 20;

    private final Map<StudyId, StudyState> studies;
    private final EventLog log;
    private final Function<StudyArchive, CompletableFuture<Boolean>> adopt;
    private final Clock clock;

    ArchiveRoutes(
            Map<StudyId, StudyState> studies,
            EventLog log,
            Function<StudyArchive, CompletableFuture<Boolean>> adopt,
            Clock clock) {
        this.studies = studies;
        this.log = log;
        this.adopt = adopt;
        this.clock = clock;
    }

    void mount(Router router) {
        BodyDeadline deadline = new BodyDeadline(BodyDeadline.USUAL);
        router.get("/api/v1/studies/:study/export").handler(this::export);
        router.post("/api/v1/studies/import")
                .handler(deadline)
                .handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES))
                .handler(deadline::arrived)
                .handler(this::take);
    }

    private void export(RoutingContext context) {
        String name = context.pathParam("study");
        if (!StudyId.isValid(name) || !studies.containsKey(new StudyId(name))) {
            Responses.problem(context, 404, "not_found", "there is no study " + name);
            return;
        }
        StudyId study = new StudyId(name);
        context.response().setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        context.vertx()
                .executeBlocking(log::lastPosition, false)
                .compose(end -> context.response()
                        .write(ArchiveLines.header(study, clock.instant()) + "\n")
                        .compose(begun -> pages(context, study, 0, end, 0)))
                .compose(entries -> context.response().end(ArchiveLines.last(entries) + "\n"))
                // The answer has begun: without its last line nobody takes it for whole.
                .onFailure(failure -> context.request().connection().close());
    }

    /** Writes the entries after one position up to another; their number. */
    private Future<Long> pages(RoutingContext context, StudyId study, long after, long end, long written) {
        return context.vertx()
                .executeBlocking(
                        () -> log.after(after, Optional.of(study), PAGE).stream()
                                .filter(entry -> entry.position() <= end)
                                .toList(),
                        false)
                .compose(page -> page.isEmpty()
                        ? Future.succeededFuture(written)
                        : context.response()
                                .write(text(page))
                                .compose(sent -> pages(
                                        context,
                                        study,
                                        page.get(page.size() - 1).position(),
                                        end,
                                        written + page.size())));
    }

    private static String text(List<JournalEntry> page) {
        StringBuilder text = new StringBuilder();
        page.forEach(entry -> text.append(ArchiveLines.entry(Json.text(entry))).append('\n'));
        return text.toString();
    }

    private void take(RoutingContext context) {
        Optional<String> name = Optional.ofNullable(context.request().getParam("name"));
        if (name.isPresent() && !StudyId.isValid(name.get())) {
            Responses.problem(
                    context, 400, "invalid_parameter", "name is \"" + name.get() + "\", which is no study's name");
            return;
        }
        Buffer body = Optional.ofNullable(context.body().buffer()).orElseGet(Buffer::buffer);
        context.vertx()
                .executeBlocking(() -> read(body, name.map(StudyId::new)), false)
                .compose(archive -> Future.fromCompletionStage(
                                adopt.apply(archive), context.vertx().getOrCreateContext())
                        .onSuccess(taken -> answer(context, archive.study(), taken)))
                .onFailure(failure -> failed(context, failure));
    }

    private static StudyArchive read(Buffer body, Optional<StudyId> name) {
        BufferedReader lines = new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(body.getBytes()), StandardCharsets.UTF_8));
        return StudyArchive.read(lines.lines(), name);
    }

    private void answer(RoutingContext context, StudyId study, boolean taken) {
        if (taken) {
            Responses.json(context, 201, StudyViews.study(Objects.requireNonNull(studies.get(study))));
        } else {
            Responses.problem(
                    context, 409, "conflict", "study " + study + " exists already; import it under another name");
        }
    }

    private static void failed(RoutingContext context, Throwable failure) {
        if (failure instanceof ArchiveException) {
            Responses.problem(context, 400, "invalid_archive", String.valueOf(failure.getMessage()));
        } else {
            context.fail(failure);
        }
    }
}
