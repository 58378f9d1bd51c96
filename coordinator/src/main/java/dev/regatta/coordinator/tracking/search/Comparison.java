package dev.regatta.coordinator.tracking.search;

import dev.regatta.coordinator.tracking.model.TrackingException;

/**
 * One condition of a filter. A run that lacks the field fulfils no condition on it, {@code !=} included; NaN fulfils
 * {@code !=} alone.
 */
public record Comparison(Field field, Operator operator, Operand operand) {

    /** @throws TrackingException if the field cannot be compared in that way */
    public Comparison {
        if (field.numeric()) {
            require(operator.arithmetic(), field, operator);
            require(operand instanceof Operand.Num, field, "a number without quotes");
        } else if (operator.takesList()) {
            require(field instanceof Field.OfAttribute || field instanceof Field.OfDataset, field, operator);
            require(operand instanceof Operand.Texts, field, "a list of quoted texts");
        } else {
            require(operator.textual(), field, operator);
            require(operand instanceof Operand.Text, field, "a quoted text");
        }
    }

    private static void require(boolean possible, Field field, Operator operator) {
        if (!possible) {
            throw TrackingException.invalid("Invalid comparator '" + operator.symbol() + "' for " + describe(field));
        }
    }

    private static void require(boolean possible, Field field, String wanted) {
        if (!possible) {
            throw TrackingException.invalid("Invalid value for " + describe(field) + ": must be " + wanted);
        }
    }

    private static String describe(Field field) {
        if (field instanceof Field.OfMetric metric) {
            return "metric '" + metric.key() + "'";
        } else if (field instanceof Field.OfParam param) {
            return "param '" + param.key() + "'";
        } else if (field instanceof Field.OfTag tag) {
            return "tag '" + tag.key() + "'";
        }
        if (field instanceof Field.OfDataset dataset) {
            return "dataset '" + dataset.key() + "'";
        }
        return "attribute '" + ((Field.OfAttribute) field).attribute() + "'";
    }
}
