package dev.regatta.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regatta.protocol.GoldenFile;
import dev.regatta.protocol.Versioned;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.StudyCreated;
import dev.regatta.protocol.fleet.Equipment;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.study.Placement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of every message, held by golden files: others read it, and older and newer versions of ourselves. */
class GoldenMessagesTest {

    static Stream<Object> messages() {
        return MessageExamples.all().stream();
    }

    /** Every type of message there is. */
    static Stream<Class<?>> types() {
        return Stream.concat(
                Stream.of(Command.class, Event.class, ControlMessage.class).flatMap(GoldenMessagesTest::leaves),
                Stream.of(RunTrial.class, WorkerHeartbeat.class));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(GoldenMessagesTest::leaves)
                : Stream.of(type);
    }

    @Test
    void everyTypeHasItsExample() {
        assertThat(messages().<Class<?>>map(Object::getClass).toList())
                .containsExactlyInAnyOrderElementsOf(types().toList());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theJsonIsThatOfTheGoldenFile(Object message) {
        golden(message).assertEquals(Json.mapper().valueToTree(message));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theGoldenFileIsReadBack(Object message) {
        assertThat(read(message, golden(message).text())).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aFieldOfANewerVersionIsSkipped(Object message) {
        ObjectNode newer = (ObjectNode) Json.read(golden(message).text(), JsonNode.class);
        newer.putObject("added_later").put("a", 1);

        assertThat(read(message, newer.toString())).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMissingIdIsNamed(Object message) {
        ObjectNode tree = (ObjectNode) Json.read(golden(message).text(), JsonNode.class);
        String id = Stream.of("header", "attempt", "trial", "study", "worker", "command")
                .filter(tree::has)
                .findFirst()
                .orElseThrow();
        tree.remove(id);

        assertThatThrownBy(() -> read(message, tree.toString()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{\"type\":\"Nothing\"}", "{\"type\":\"StudyEnded\"} {}"})
    void whatIsNoEventSaysSo(String json) {
        assertThatThrownBy(() -> Json.read(json, Event.class)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void theInboxTellsCommandsFromFacts() {
        for (Object message : MessageExamples.all()) {
            byte[] json = Json.text(message).getBytes(StandardCharsets.UTF_8);
            if (message instanceof Command command) {
                assertThat(InboxRecord.read(json, Versioned.NEWEST)).isEqualTo(new InboxRecord.OfCommand(command));
            } else if (message instanceof AttemptFact fact) {
                assertThat(InboxRecord.read(json, Versioned.NEWEST)).isEqualTo(new InboxRecord.OfFact(fact));
            } else {
                assertThatThrownBy(() -> InboxRecord.read(json, Versioned.NEWEST))
                        .isInstanceOf(MalformedMessageException.class);
            }
        }
    }

    /** Else an older reader would take a message that it does not know for garbage, and bury it. */
    @Test
    void aCommandOrEventThatTheFirstVersionDidNotHaveCarriesItsVersion() {
        Set<String> first = Set.copyOf(GoldenFile.testResource("golden/first-version.txt")
                .text()
                .lines()
                .toList());
        List<Object> carried = MessageExamples.all().stream()
                .filter(message -> message instanceof Command || message instanceof Event)
                .toList();
        assertThat(carried).allSatisfy(message -> {
            boolean isOfFirst = first.contains(message.getClass().getSimpleName());
            assertThat(Versioned.of(message) == Versioned.FIRST).isEqualTo(isOfFirst);
            assertThat(Versioned.of(message)).isBetween(Versioned.FIRST, Versioned.NEWEST);
            assertThat(Json.mapper().valueToTree(message).path("version").asInt(Versioned.FIRST))
                    .isEqualTo(Versioned.of(message));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7})
    void aRecordOfANewerVersionThanTheReadersIsRefusedAndNotTakenForGarbage(int version) {
        byte[] json = ("{\"type\": \"PauseStudy\", \"version\": " + version + "}").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> InboxRecord.read(json, version - 1))
                .isInstanceOf(NewerVersionException.class)
                .hasMessageContaining("PauseStudy is of version " + version);
        assertThatThrownBy(() -> InboxRecord.read(json, version)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KeyedCommand", "RequestCompleted"})
    void whatWasWrittenBeforeMessagesHadVersionsIsRead(String type) {
        Object message = MessageExamples.all().stream()
                .filter(example -> example.getClass().getSimpleName().equals(type))
                .findFirst()
                .orElseThrow();
        assertThat(read(
                        message,
                        GoldenFile.testResource("golden/before-versions/" + type + ".json")
                                .text()))
                .isEqualTo(message);
    }

    @Test
    void whatWasWrittenBeforeWorkersHadPoolsIsRead() {
        WorkerHeartbeat heartbeat = Json.read(before("WorkerHeartbeat"), WorkerHeartbeat.class);
        assertThat(heartbeat.offers()).isEqualTo(Equipment.UNKNOWN);
        assertThat(((StudyCreated) Json.read(before("StudyCreated"), Event.class))
                        .spec()
                        .placed())
                .isEqualTo(Placement.ANY);
        assertThat(((CreateStudy) Json.read(before("CreateStudy"), Command.class))
                        .spec()
                        .placed())
                .isEqualTo(Placement.ANY);
    }

    private static String before(String type) {
        return GoldenFile.testResource("golden/before-pools/" + type + ".json").text();
    }

    private static GoldenFile golden(Object message) {
        return GoldenFile.testResource("golden/" + message.getClass().getSimpleName() + ".json");
    }

    /** Through the interface by which receivers read it. */
    private static Object read(Object message, String json) {
        for (Class<?> family : List.of(Command.class, Event.class, ControlMessage.class)) {
            if (family.isInstance(message)) {
                return Json.read(json, family);
            }
        }
        return Json.read(json, message.getClass());
    }
}
