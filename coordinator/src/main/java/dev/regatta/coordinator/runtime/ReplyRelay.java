package dev.regatta.coordinator.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regatta.coordinator.study.Decision;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers users' requests that were sent here, wherever they are decided: a reply to a request of another coordinator is
 * published for it, and one that comes from another waits until this coordinator has followed the journal to where the request was
 * decided, so that whoever is answered also sees what it did. Used by the coordinator's thread but for {@link #heard}.
 */
public final class ReplyRelay implements Consumer<Decision.Reply> {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyRelay.class);
    private static final String TYPE = "type";
    private static final String POSITION = "position";
    private static final Map<String, Class<?>> TYPES = Stream.of(Decision.Reply.class.getPermittedSubclasses())
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    /**
     * A reply and what it rests on.
     *
     * @param position of the journal, from which on the request's effect is visible
     */
    record Relayed(long position, Decision.Reply reply) {

        String text() {
            ObjectNode text = Json.mapper().valueToTree(reply);
            text.put(TYPE, reply.getClass().getSimpleName());
            text.put(POSITION, position);
            return text.toString();
        }

        /** @throws MalformedMessageException if it is none, or of a kind that only newer coordinators know */
        static Relayed read(String text) {
            ObjectNode tree = Json.read(text, ObjectNode.class);
            Class<?> type = TYPES.get(tree.path(TYPE).asText());
            if (type == null) {
                throw new MalformedMessageException(
                        "has type " + tree.path(TYPE) + ", must be one of " + TYPES.keySet());
            }
            try {
                return new Relayed(tree.path(POSITION).asLong(), (Decision.Reply)
                        Json.mapper().treeToValue(tree, type));
            } catch (JsonProcessingException e) {
                throw new MalformedMessageException("is no reply: " + e.getOriginalMessage(), e);
            }
        }
    }

    private final Replies replies;
    private final MessagePublisher publisher;
    private final Queue<Relayed> heard = new ConcurrentLinkedQueue<>();
    private Optional<StudyRuntime> runtime = Optional.empty();
    private Runnable wake = () -> {};

    public ReplyRelay(Replies replies, MessagePublisher publisher) {
        this.replies = replies;
        this.publisher = publisher;
    }

    /** Before the first decision. */
    void begin(StudyRuntime follower, InboxSource inbox) {
        runtime = Optional.of(follower);
        wake = inbox::wake;
    }

    /**
     * A request was decided here. Others may wait for it even while all partitions are owned here: a coordinator takes requests before
     * it has its share.
     */
    @Override
    public void accept(Decision.Reply reply) {
        if (!replies.answer(reply) && runtime.isPresent()) {
            long position = runtime.get().lastCommitted();
            String text = new Relayed(position, reply).text();
            var unused = publisher
                    .send(List.of(new Outgoing(Topics.REPLIES, reply.request(), text)))
                    .whenComplete((sent, failure) -> {
                        if (failure != null) {
                            LOG.warn(
                                    "the reply to request {} could not be sent: {}",
                                    reply.request(),
                                    failure.toString());
                        }
                    });
        }
    }

    /** A request was decided somewhere. From any thread. */
    public void heard(String text) {
        try {
            Relayed relayed = Relayed.read(text);
            if (replies.isExpected(relayed.reply().request())) {
                heard.add(relayed);
                wake.run();
            }
        } catch (MalformedMessageException e) {
            LOG.warn("a reply cannot be read, and its request is not answered: it {}", e.getMessage());
        }
    }

    /** Answers those that can be answered now. */
    void deliver() {
        if (heard.isEmpty()) {
            return;
        }
        StudyRuntime follower = runtime.orElseThrow();
        if (heard.stream().anyMatch(relayed -> relayed.position() > follower.position())) {
            follower.follow();
        }
        heard.removeIf(relayed -> {
            boolean visible = relayed.position() <= follower.position();
            if (visible) {
                boolean unused = replies.answer(relayed.reply());
            }
            return visible || !replies.isExpected(relayed.reply().request());
        });
    }
}
