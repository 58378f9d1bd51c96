package dev.regatta.coordinator.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.Parameters;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads an event's text at a start, when no code is compiled yet: the six kinds that most journals are made of token by
 * token, whatever else there is by the general mapping. A text of those kinds with a field or a form that is not known
 * here is read by the general mapping too, so that both always agree. Thread-safe.
 */
final class EventReader {

    private static final JsonFactory TOKENS = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private final Map<String, StudyId> studies = new ConcurrentHashMap<>();
    private final Map<String, WorkerId> workers = new ConcurrentHashMap<>();

    /** Something that only the general mapping knows. */
    private static final class UnknownFormException extends IOException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** @throws dev.regatta.protocol.codec.MalformedMessageException if the text is no event */
    Event read(String text) {
        try (JsonParser json = TOKENS.createParser(text)) {
            expect(json.nextToken() == JsonToken.START_OBJECT);
            expect("type".equals(json.nextFieldName()));
            Event event = event(json, json.nextTextValue());
            expect(json.nextToken() == null);
            return event;
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            return Json.read(text, Event.class);
        }
    }

    private Event event(JsonParser json, String type) throws IOException {
        expect(type != null);
        return switch (type) {
            case "TrialSuggested" -> trialSuggested(json);
            case "AttemptQueued" -> attemptQueued(json);
            case "LeaseGranted" -> leaseGranted(json);
            case "EpochReported" -> epochReported(json);
            case "AttemptCompleted" -> attemptCompleted(json);
            case "TrialCompleted" -> trialCompleted(json);
            default -> throw new UnknownFormException();
        };
    }

    // Fields come in the order in which they were written. One that is missing, added or elsewhere is no error here.

    private Event trialSuggested(JsonParser json) throws IOException {
        TrialId trial = trial(text(json, "trial"));
        field(json, "parameters");
        Parameters parameters = parameters(json);
        long seed = number(json, "seed");
        TrialSource source = TrialSource.valueOf(text(json, "source"));
        String sampler = text(json, "sampler");
        Optional<TrialSuggested.Origin> origin = Optional.empty();
        String next = json.nextFieldName();
        if (next != null) {
            expect(next.equals("origin") && json.nextToken() == JsonToken.START_OBJECT);
            origin = Optional.of(new TrialSuggested.Origin(number(json, "seen"), text(json, "derivation")));
            end(json);
            end(json);
        }
        return new TrialSuggested(trial, parameters, seed, source, sampler, origin, Optional.empty());
    }

    private Event attemptQueued(JsonParser json) throws IOException {
        AttemptId attempt = attempt(text(json, "attempt"));
        String reason = text(json, "reason");
        end(json);
        return new AttemptQueued(attempt, reason);
    }

    private Event leaseGranted(JsonParser json) throws IOException {
        AttemptId attempt = attempt(text(json, "attempt"));
        long epoch = number(json, "lease_epoch");
        WorkerId worker = worker(text(json, "worker"));
        Optional<LeaseGranted.Ask> ask = Optional.empty();
        String next = json.nextFieldName();
        if (next != null) {
            expect(next.equals("ask") && json.nextToken() == JsonToken.START_OBJECT);
            String key = text(json, "key");
            field(json, "labels");
            expect(json.nextToken() == JsonToken.START_OBJECT);
            end(json); // labels are rare
            ask = Optional.of(new LeaseGranted.Ask(key, Map.of()));
            end(json);
            end(json);
        }
        return new LeaseGranted(attempt, epoch, worker, ask);
    }

    private Event epochReported(JsonParser json) throws IOException {
        FactHeader header = header(json);
        int epoch = Math.toIntExact(number(json, "epoch"));
        long step = number(json, "step");
        Map<String, Double> metrics = metrics(json);
        end(json);
        return new EpochReported(header, epoch, step, metrics);
    }

    private Event attemptCompleted(JsonParser json) throws IOException {
        FactHeader header = header(json);
        Map<String, Double> metrics = metrics(json);
        String weights = text(json, "weights_sha256");
        end(json);
        return new AttemptCompleted(header, metrics, weights);
    }

    private Event trialCompleted(JsonParser json) throws IOException {
        TrialId trial = trial(text(json, "trial"));
        field(json, "value");
        double value = real(json);
        end(json);
        return new TrialCompleted(trial, value);
    }

    private FactHeader header(JsonParser json) throws IOException {
        field(json, "header");
        expect(json.nextToken() == JsonToken.START_OBJECT);
        FactHeader header = new FactHeader(
                attempt(text(json, "attempt")),
                number(json, "lease_epoch"),
                number(json, "sequence"),
                worker(text(json, "worker")));
        end(json);
        return header;
    }

    private static Map<String, Double> metrics(JsonParser json) throws IOException {
        field(json, "metrics");
        expect(json.nextToken() == JsonToken.START_OBJECT);
        Map<String, Double> metrics = new HashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            metrics.put(name, real(json));
        }
        return metrics;
    }

    private static Parameters parameters(JsonParser json) throws IOException {
        expect(json.nextToken() == JsonToken.START_OBJECT);
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            values.put(name, value(json));
        }
        return new Parameters(values);
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.nextToken()) {
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new UnknownFormException();
        };
    }

    private static void field(JsonParser json, String name) throws IOException {
        expect(name.equals(json.nextFieldName()));
    }

    private static String text(JsonParser json, String name) throws IOException {
        field(json, name);
        String text = json.nextTextValue();
        expect(text != null);
        return text;
    }

    private static long number(JsonParser json, String name) throws IOException {
        field(json, name);
        expect(json.nextToken() == JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    /** NaN and infinities are written as texts, and rare. */
    private static double real(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        expect(token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT);
        return json.getDoubleValue();
    }

    private static void end(JsonParser json) throws IOException {
        expect(json.nextToken() == JsonToken.END_OBJECT);
    }

    private static void expect(boolean known) throws UnknownFormException {
        if (!known) {
            throw new UnknownFormException();
        }
    }

    private AttemptId attempt(String text) throws IOException {
        int slash = text.lastIndexOf('/');
        expect(slash > 0);
        return new AttemptId(trial(text.substring(0, slash)), Integer.parseInt(text, slash + 1, text.length(), 10));
    }

    private TrialId trial(String text) throws IOException {
        int slash = text.lastIndexOf('/');
        expect(slash > 0);
        StudyId study = studies.computeIfAbsent(text.substring(0, slash), StudyId::new);
        return new TrialId(study, Integer.parseInt(text, slash + 1, text.length(), 10));
    }

    private WorkerId worker(String text) {
        return workers.computeIfAbsent(text, WorkerId::new);
    }
}
