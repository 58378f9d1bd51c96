package dev.regatta.protocol.method;

/**
 * Something wrong with a set of parameters.
 *
 * @param parameter the parameter's name
 * @param message names the value and the bound, e.g. {@code learning_rate is 3.0, must be ≤ 1.0}
 */
public record Problem(String parameter, String message) {}
