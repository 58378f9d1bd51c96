package dev.regatta.coordinator.http;

import dev.regatta.coordinator.ledger.LedgerViews;
import dev.regatta.coordinator.ledger.OwnerLedgers;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.LedgerView;
import dev.regatta.protocol.api.OwnersLedgerView;
import dev.regatta.protocol.codec.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a study took of its devices, folded from its journal off the event loop. */
final class LedgerRoutes {
    private static final double HIGHEST_PRICE = 1e9;

    private final Map<StudyId, StudyState> studies;
    private final LedgerCache ledgers;
    private final Clock clock;

    LedgerRoutes(Map<StudyId, StudyState> studies, LedgerCache ledgers, Clock clock) {
        this.studies = studies;
        this.ledgers = ledgers;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get("/api/v1/studies/:study/ledger").handler(this::ledger);
        router.get("/api/v1/ledger").handler(this::owners);
    }

    private void owners(RoutingContext context) {
        price(context)
                .ifPresent(price -> context.vertx()
                        .executeBlocking(() -> readOwners(price), false)
                        .onSuccess(view -> Responses.json(context, 200, view))
                        .onFailure(context::fail));
    }

    private OwnersLedgerView readOwners(Optional<Double> price) {
        Map<String, List<LedgerView>> byOwner = studies.values().stream()
                .collect(Collectors.groupingBy(
                        study -> study.spec().placed().owner().orElse(""),
                        Collectors.mapping(study -> read(study.id(), price), Collectors.toList())));
        return new OwnersLedgerView(clock.instant(), OwnerLedgers.of(byOwner));
    }

    private void ledger(RoutingContext context) {
        String name = context.pathParam("study");
        if (!StudyId.isValid(name) || !studies.containsKey(new StudyId(name))) {
            Responses.problem(context, 404, "not_found", "there is no study " + name);
            return;
        }
        boolean totals = "false".equals(context.request().getParam("trials"));
        price(context)
                .ifPresent(price -> context.vertx()
                        .executeBlocking(
                                () -> {
                                    LedgerView ledger = read(new StudyId(name), price);
                                    return Buffer.buffer(Json.bytes(totals ? withoutTrials(ledger) : ledger));
                                },
                                false)
                        .onSuccess(body -> Responses.json(context, 200, body))
                        .onFailure(context::fail));
    }

    /** Fifty thousand trials' accounts are megabytes that only few readers look at. */
    private static LedgerView withoutTrials(LedgerView ledger) {
        return new LedgerView(
                ledger.study(),
                ledger.at(),
                ledger.pricePerDeviceHour(),
                ledger.total(),
                List.of(),
                ledger.preemptions());
    }

    /** The price that is asked with, if any; empty if it cannot be used, which is answered here. */
    private static Optional<Optional<Double>> price(RoutingContext context) {
        String given = context.request().getParam("price_per_device_hour");
        Optional<Double> price = Optional.ofNullable(given).flatMap(LedgerRoutes::price);
        if (given != null && price.isEmpty()) {
            Responses.problem(
                    context,
                    400,
                    "invalid_parameter",
                    "price_per_device_hour is " + given + ", must be a number from 0 to " + HIGHEST_PRICE);
            return Optional.empty();
        }
        return Optional.of(price);
    }

    private static Optional<Double> price(String text) {
        try {
            return Optional.of(Double.parseDouble(text)).filter(price -> price >= 0 && price <= HIGHEST_PRICE);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private LedgerView read(StudyId study, Optional<Double> price) {
        Optional<Double> own = Optional.ofNullable(studies.get(study))
                .flatMap(state -> state.progress().budget().pricePerDeviceHour());
        return ledgers.read(study, ledger -> LedgerViews.of(study, ledger, clock.instant(), price.or(() -> own)));
    }
}
