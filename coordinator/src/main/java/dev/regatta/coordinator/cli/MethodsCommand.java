package dev.regatta.coordinator.cli;

import dev.regatta.protocol.method.Domain;
import dev.regatta.protocol.method.Hyperparameter;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.method.Method;
import dev.regatta.protocol.method.NearestName;
import dev.regatta.protocol.method.Preset;
import dev.regatta.protocol.metric.Metric;
import dev.regatta.protocol.metric.Metrics;
import dev.regatta.protocol.text.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta methods}: what can be trained, and with which hyperparameters. */
@Command(
        name = "methods",
        mixinStandardHelpOptions = true,
        description = {
            "List the methods and every hyperparameter with its bounds.",
            "With a method's name: the hyperparameters it uses, and its defaults in each preset.",
            "With --metrics: everything a trial measures."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta methods",
            "  regatta methods deepcluster-kd",
            "  regatta methods idfd | grep decorrelation",
            "  regatta methods --metrics"
        })
final class MethodsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "METHOD", description = "A method's name, e.g. deepcluster-kd.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--metrics", description = "List the metrics that trials log, instead.")
    private boolean metrics;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (metrics) {
            metrics().forEach(out::println);
        } else {
            (name.isPresent() ? one(find(name.get())) : all()).forEach(out::println);
        }
        return 0;
    }

    private Method find(String id) {
        return Method.of(id)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no method " + id + ", did you mean " + NearestName.of(id, Method.ids()) + "?"));
    }

    private static List<String> all() {
        TextTable methods = new TextTable(List.of("method", "what it is"));
        for (Method method : Method.values()) {
            methods.add(List.of(method.id(), method.description()));
        }
        TextTable hyperparameters = new TextTable(List.of("hyperparameter", "values", "meaning", "used by"));
        for (Hyperparameter hyperparameter : Hyperparameters.all()) {
            hyperparameters.add(List.of(
                    hyperparameter.name(),
                    values(hyperparameter.domain()),
                    hyperparameter.description(),
                    users(hyperparameter)));
        }
        List<String> lines = new ArrayList<>(methods.lines());
        lines.add("");
        lines.addAll(hyperparameters.lines());
        return lines;
    }

    private static List<String> metrics() {
        TextTable table = new TextTable(List.of("metric", "when", "better", "meaning"));
        for (Metric metric : Metrics.all()) {
            table.add(List.of(
                    metric.name(),
                    metric.when().name().toLowerCase(Locale.ROOT),
                    metric.better().name().toLowerCase(Locale.ROOT),
                    metric.description()));
        }
        return table.lines();
    }

    private static List<String> one(Method method) {
        TextTable table = new TextTable(List.of("hyperparameter", "values", "small", "paper", "meaning"));
        for (Hyperparameter hyperparameter : Hyperparameters.of(method)) {
            table.add(List.of(
                    hyperparameter.name(),
                    values(hyperparameter.domain()),
                    value(hyperparameter, method, Preset.SMALL),
                    value(hyperparameter, method, Preset.PAPER),
                    hyperparameter.description()));
        }
        List<String> lines = new ArrayList<>(List.of(method.id() + ": " + method.description(), ""));
        lines.addAll(table.lines());
        return lines;
    }

    private static String users(Hyperparameter hyperparameter) {
        return hyperparameter.methods().size() == Method.values().length
                ? "all"
                : hyperparameter.methods().stream().map(Method::id).collect(Collectors.joining(" "));
    }

    private static String value(Hyperparameter hyperparameter, Method method, Preset preset) {
        return hyperparameter.name().equals("method")
                ? method.id()
                : hyperparameter.defaultIn(method, preset).map(Object::toString).orElse("-");
    }

    private static String values(Domain domain) {
        if (domain instanceof Domain.Floats floats) {
            return floats.low() + " to " + floats.high();
        }
        if (domain instanceof Domain.Ints ints) {
            return ints.high() == Long.MAX_VALUE ? "≥ " + ints.low() : ints.low() + " to " + ints.high();
        }
        if (domain instanceof Domain.Counts counts) {
            return Domain.Counts.AUTO + " | " + counts.low() + " to " + counts.high() + ", at most " + counts.most()
                    + " of them";
        }
        return domain instanceof Domain.OneOf names ? String.join(" | ", names.choices()) : "true | false";
    }
}
