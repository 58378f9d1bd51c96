package dev.regatta.protocol.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.study.StudyFile.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what carries out the trials: {@code workload}, {@code fixed.method: exec} and {@code exec}. */
final class WorkloadReader {

    private WorkloadReader() {}

    static Workload read(Section root) {
        boolean external = root.choice("workload", Bounds.WORKLOADS).equals("external");
        boolean exec = root.value("fixed")
                .filter(fixed -> fixed.path("method").asText().equals(Workload.Exec.METHOD))
                .isPresent();
        boolean described = root.value("exec").isPresent();
        if (external && (exec || described)) {
            root.error("workload", "workload is external, must be left out where fixed.method is exec");
        }
        if (exec != described) {
            root.error(
                    "exec",
                    exec
                            ? "exec is missing, must name the command where fixed.method is exec"
                            : "exec is given, must be left out unless fixed.method is exec");
        }
        if ((external || exec) && root.value("dataset").isPresent()) {
            root.error("dataset", "dataset is given, must be left out where the study's own program trains");
        }
        if (exec) {
            return described ? exec(root.section("exec")) : new Workload.Exec(List.of(), 1);
        }
        return external ? new Workload.External() : new Workload.Train();
    }

    private static Workload exec(Section section) {
        section.allow(List.of("command", "time_limit_seconds"));
        int limit = section.whole("time_limit_seconds", 1, Bounds.MAX_TIME_LIMIT, Bounds.DEFAULT_TIME_LIMIT);
        return new Workload.Exec(command(section), limit);
    }

    private static List<String> command(Section section) {
        Optional<JsonNode> list = section.required("command");
        List<JsonNode> words = section.elements("command");
        if (list.filter(JsonNode::isArray).isPresent() && (words.isEmpty() || words.size() > Bounds.MAX_WORDS)) {
            section.error("command", "command has " + words.size() + " entries, must have 1 to " + Bounds.MAX_WORDS);
        }
        List<String> command = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String key = "command[" + i + "]";
            JsonNode word = words.get(i);
            if (!word.isValueNode() || word.isNull()) {
                section.error(key, key + " is " + word + ", must be a text");
            } else if (word.asText().indexOf('\0') >= 0 || word.asText().length() > Bounds.WORD_CHARACTERS) {
                section.error(
                        key, key + " must have at most " + Bounds.WORD_CHARACTERS + " characters, none of them NUL");
            }
            command.add(word.asText());
        }
        return command;
    }
}
