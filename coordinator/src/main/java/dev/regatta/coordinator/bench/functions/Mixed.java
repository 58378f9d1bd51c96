package dev.regatta.coordinator.bench.functions;

import static dev.regatta.coordinator.bench.functions.TestFunction.number;

import dev.regatta.protocol.study.Condition;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An error rate as a training might give it: logarithmic, stepped, categorical and conditional parameters. */
public final class Mixed {

    private Mixed() {}

    public static TestFunction function() {
        return new TestFunction("mixed", space(), Mixed::value);
    }

    private static Map<String, Range> space() {
        Map<String, Range> space = new LinkedHashMap<>();
        space.put("lr", new Range.FloatRange(1e-5, 1, true));
        space.put("optimizer", new Range.Categorical(List.of("sgd", "momentum", "adam")));
        space.put("momentum", new Range.FloatRange(0, .99, false).on(when("momentum")));
        space.put("beta1", new Range.FloatRange(.5, .999, false).on(when("adam")));
        space.put("n_layers", new Range.IntRange(1, 6, false));
        space.put("width", new Range.IntRange(16, 1024, true));
        space.put("dropout", new Range.FloatRange(0, .6, false, Optional.of(.05), Optional.empty()));
        space.put("weight_decay", new Range.FloatRange(1e-6, 1e-1, true));
        return space;
    }

    private static Optional<Condition> when(String optimizer) {
        return Optional.of(new Condition(Map.of("optimizer", List.of(optimizer))));
    }

    private static double value(Parameters parameters) {
        double distance = StrictMath.log10(number(parameters, "lr")) - bestLogRate(parameters);
        double layers = number(parameters, "n_layers");
        double width = StrictMath.log(number(parameters, "width")) / StrictMath.log(2);
        double dropout = number(parameters, "dropout") - (layers >= 4 ? .4 : .2);
        double decay = StrictMath.log10(number(parameters, "weight_decay")) + 4;
        double floor = base(parameters)
                + .5 * (1 - StrictMath.exp(-.3 * distance * distance))
                + .01 * (layers - 3) * (layers - 3)
                + .05 * square((width - 8) / 4)
                + .3 * dropout * dropout
                + .005 * decay * decay;
        double asymptote = Math.min(1, floor);
        double speed = .3 * StrictMath.exp(-.5 * distance * distance);
        return asymptote + (1 - asymptote) * StrictMath.exp(-50 * speed);
    }

    private static double bestLogRate(Parameters parameters) {
        return switch (optimizer(parameters)) {
            case "sgd" -> -1;
            case "momentum" -> -1 + StrictMath.log10(1 - number(parameters, "momentum"));
            default -> -3;
        };
    }

    private static double base(Parameters parameters) {
        return switch (optimizer(parameters)) {
            case "sgd" -> .10;
            case "momentum" -> .05 + .2 * square(number(parameters, "momentum") - .9);
            default -> .02 + .1 * square(number(parameters, "beta1") - .9);
        };
    }

    private static String optimizer(Parameters parameters) {
        return parameters.get("optimizer").orElseThrow().toString();
    }

    private static double square(double x) {
        return x * x;
    }
}
