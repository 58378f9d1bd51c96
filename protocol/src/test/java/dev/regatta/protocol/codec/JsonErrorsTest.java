package dev.regatta.protocol.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.protocol.api.AskTell.ReportRequest;
import dev.regatta.protocol.api.AskTell.TellRequest;
import dev.regatta.protocol.study.Parameters;
import org.junit.jupiter.api.Test;

/** Programs in other languages read these messages: they name fields, not Java. */
class JsonErrorsTest {

    private static void assertRefused(String json, Class<?> type, String message) {
        assertThatThrownBy(() -> Json.read(json, type)).hasMessage(message);
    }

    @Test
    void aFieldsPlaceItsValueAndWhatItMustBeAreNamed() {
        assertRefused(
                "{\"lease_epoch\": 1, \"state\": \"FAILED\", \"failure\": \"boredom\"}",
                TellRequest.class,
                "has failure \"boredom\", must be one of INFRASTRUCTURE, OUT_OF_MEMORY, DIVERGED, INVALID");
        assertRefused("{\"lease_epoch\": \"x\"}", ReportRequest.class, "has lease_epoch \"x\", must be a whole number");
        assertRefused(
                "{\"lease_epoch\": 1, \"reports\": [{\"step\": 1, \"values\": {\"loss\": \"low\"}}]}",
                ReportRequest.class,
                "has reports[0].values.loss \"low\", must be a number");
        assertRefused("{}", ReportRequest.class, "must have a whole number as lease_epoch");
        assertRefused("{\"lease_epoch\": 1, \"reports\": 5}", ReportRequest.class, "must have a list as reports");
    }

    @Test
    void whatATypeItselfRefusesIsSaidInItsWords() {
        assertRefused(
                "{\"x\": [1]}",
                Parameters.class,
                "is no Parameters: parameter x is [1], must be a number, a text or true/false");
    }
}
