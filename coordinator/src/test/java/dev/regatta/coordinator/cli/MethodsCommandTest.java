package dev.regatta.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.method.Hyperparameter;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.method.Method;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MethodsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new MethodsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private List<String> firstWords() {
        return out.toString().lines().map(line -> line.split(" ")[0]).toList();
    }

    @Test
    void everyMethodAndEveryHyperparameterHasItsLine() {
        assertThat(run()).isZero();

        assertThat(firstWords()).containsAll(Method.ids());
        assertThat(firstWords())
                .containsAll(
                        Hyperparameters.all().stream().map(Hyperparameter::name).toList());
    }

    @Test
    void aMethodsListHasWhatItUsesWithItsOwnDefaults() {
        assertThat(run("idfd")).isZero();

        assertThat(firstWords())
                .contains("decorrelation_weight", "memory_momentum")
                .doesNotContain("kd_alpha");
        assertThat(out.toString().lines().filter(line -> line.startsWith("learning_rate ")))
                .singleElement()
                .asString()
                .contains("0.03");
    }

    @Test
    void anUnknownMethodIsRefusedWithTheNearest() {
        assertThat(run("deepcluster-vv2")).isEqualTo(2);

        assertThat(err.toString()).contains("there is no method deepcluster-vv2, did you mean deepcluster-v2?");
    }
}
