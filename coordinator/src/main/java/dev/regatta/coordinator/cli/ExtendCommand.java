package dev.regatta.coordinator.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta study extend}: other bounds for a study. Those that are not named stay. */
@Command(
        name = "extend",
        mixinStandardHelpOptions = true,
        description = "Change what ends a study; one that has completed goes on.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta study extend my-study --trials 200",
            "  regatta study extend my-study --wall-hours 48 --device-hours 400",
            "  regatta study extend my-study --target 0.05 --no-improvement 50"
        })
final class ExtendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Option(names = "--trials", paramLabel = "N", description = "Number of trials in all.")
    private @Nullable Integer trials;

    @Option(names = "--wall-hours", paramLabel = "H", description = "Hours since its creation.")
    private @Nullable Double wallHours;

    @Option(names = "--device-hours", paramLabel = "H", description = "Hours of all attempts together.")
    private @Nullable Double deviceHours;

    @Option(names = "--target", paramLabel = "VALUE", description = "A trial with a value as good as this ends it.")
    private @Nullable Double target;

    @Option(
            names = "--no-improvement",
            paramLabel = "N",
            description = "So many completed trials in a row without a better value end it.")
    private @Nullable Integer noImprovement;

    @Option(names = "--cost", paramLabel = "AMOUNT", description = "What all attempts may cost.")
    private @Nullable Double cost;

    @Option(
            names = "--price-per-device-hour",
            paramLabel = "AMOUNT",
            description = "What an hour of a device costs (default: as the study has it).")
    private @Nullable Double price;

    @Mixin
    private ServerConnection connection = new ServerConnection();

    @Override
    public Integer call() {
        Map<String, Object> budget = new LinkedHashMap<>();
        put(budget, "wall_hours", wallHours);
        put(budget, "device_hours", deviceHours);
        put(budget, "target", target);
        put(budget, "no_improvement", noImprovement);
        put(budget, "cost", cost);
        put(budget, "price_per_device_hour", price);
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, "trials", trials);
        body.put("budget", budget);
        spec.commandLine()
                .getOut()
                .println(StudyCommand.line(name, connection.client().change(name, "extend", body)));
        return 0;
    }

    private static void put(Map<String, Object> to, String key, @Nullable Object value) {
        Optional.ofNullable(value).ifPresent(given -> to.put(key, given));
    }
}
