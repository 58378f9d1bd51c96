package dev.regatta.coordinator.cli;

import dev.regatta.protocol.method.Domain;
import dev.regatta.protocol.method.Hyperparameter;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.method.Method;
import dev.regatta.protocol.method.Preset;
import dev.regatta.protocol.text.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code regatta methods}: what can be trained, and with which hyperparameters. */
@Command(
        name = "methods",
        mixinStandardHelpOptions = true,
        description = "List the methods and every hyperparameter with its bounds and defaults.",
        footerHeading = "%nExample:%n",
        footer = "  regatta methods | grep temperature")
final class MethodsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        TextTable methods = new TextTable(List.of("method", "what it is"));
        for (Method method : Method.values()) {
            methods.add(List.of(method.id(), method.description()));
        }
        methods.lines().forEach(out::println);
        out.println();
        TextTable hyperparameters = new TextTable(List.of("hyperparameter", "values", "small", "paper", "meaning"));
        for (Hyperparameter hyperparameter : Hyperparameters.all()) {
            hyperparameters.add(List.of(
                    hyperparameter.name(),
                    values(hyperparameter.domain()),
                    in(hyperparameter, Preset.SMALL),
                    in(hyperparameter, Preset.PAPER),
                    hyperparameter.description()));
        }
        hyperparameters.lines().forEach(out::println);
        return 0;
    }

    private static String in(Hyperparameter hyperparameter, Preset preset) {
        return hyperparameter.defaultIn(preset).map(Object::toString).orElse("-");
    }

    private static String values(Domain domain) {
        if (domain instanceof Domain.Floats floats) {
            return floats.low() + " to " + floats.high();
        }
        if (domain instanceof Domain.Ints ints) {
            return ints.high() == Long.MAX_VALUE ? "≥ " + ints.low() : ints.low() + " to " + ints.high();
        }
        return domain instanceof Domain.OneOf names ? String.join(" | ", names.choices()) : "true | false";
    }
}
