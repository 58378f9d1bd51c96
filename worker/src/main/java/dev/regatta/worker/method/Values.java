package dev.regatta.worker.method;

import dev.regatta.protocol.study.Parameters;

/** Typed access to the parameters of a trial, validated and complete. */
public record Values(Parameters parameters) {

    public double number(String name) {
        return ((Number) value(name)).doubleValue();
    }

    public int whole(String name) {
        return Math.toIntExact((Long) value(name));
    }

    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    public String text(String name) {
        return (String) value(name);
    }

    private Object value(String name) {
        return parameters
                .get(name)
                .orElseThrow(() -> new IllegalStateException("the parameter " + name + " has no value"));
    }
}
