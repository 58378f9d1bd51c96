package dev.regatta.protocol.study;

/**
 * Which sampler suggests the trials' parameters.
 *
 * @param type the sampler's name: {@code random}
 */
public record SamplerSpec(String type) {}
