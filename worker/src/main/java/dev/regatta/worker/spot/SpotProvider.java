package dev.regatta.worker.spot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.codec.Json;
import java.util.Map;
import java.util.Optional;

/**
 * Where each provider says it, as their documentation has it: AWS "Spot Instance interruption notices" (two minutes
 * before), Google Cloud "Spot VMs" (30 s), Azure "Scheduled Events for Linux VMs" (30 s at least).
 */
public enum SpotProvider {
    AWS("/latest/meta-data/spot/instance-action") {
        @Override
        Map<String, String> headers(String session) {
            return Map.of("X-aws-ec2-metadata-token", session);
        }

        @Override
        Optional<SessionRequest> session() {
            return Optional.of(
                    new SessionRequest("/latest/api/token", Map.of("X-aws-ec2-metadata-token-ttl-seconds", "21600")));
        }

        @Override
        Optional<String> notice(String body) {
            JsonNode action = Json.read(body, JsonNode.class);
            return Optional.of(action.path("action").asText("terminate") + " at "
                    + action.path("time").asText("an unknown time"));
        }
    },
    GCP("/computeMetadata/v1/instance/preempted") {
        @Override
        Map<String, String> headers(String session) {
            return Map.of("Metadata-Flavor", "Google");
        }

        @Override
        Optional<String> notice(String body) {
            return body.strip().equals("TRUE") ? Optional.of("preempted") : Optional.empty();
        }
    },
    AZURE("/metadata/scheduledevents?api-version=2020-07-01") {
        @Override
        Map<String, String> headers(String session) {
            return Map.of("Metadata", "true");
        }

        @Override
        Optional<String> notice(String body) {
            for (JsonNode event : Json.read(body, JsonNode.class).path("Events")) {
                if (event.path("EventType").asText().equals("Preempt")) {
                    return Optional.of(
                            "preempted not before " + event.path("NotBefore").asText("now"));
                }
            }
            return Optional.empty();
        }
    };

    /** A request by PUT whose answer is to be sent along with each question. */
    record SessionRequest(String path, Map<String, String> headers) {}

    private final String path;

    SpotProvider(String path) {
        this.path = path;
    }

    /** What is asked for by GET; 404 is no notice. */
    String path() {
        return path;
    }

    /** @param session the answer to the {@link #session} request; empty where there is none */
    abstract Map<String, String> headers(String session);

    Optional<SessionRequest> session() {
        return Optional.empty();
    }

    /**
     * The notice in the body of an answer with status 200; empty: there is none.
     *
     * @throws dev.regatta.protocol.codec.MalformedMessageException if it is not what the provider documents
     */
    abstract Optional<String> notice(String body);
}
