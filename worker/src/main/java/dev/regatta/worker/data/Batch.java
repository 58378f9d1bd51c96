package dev.regatta.worker.data;

import ai.djl.ndarray.NDArray;

/**
 * Samples of one step.
 *
 * @param samples normalized, [B, …]: [B, C, H, W], [B, C, L] or [B, F]
 * @param indices their places in the data set, [B]
 */
public record Batch(NDArray samples, int[] indices) {}
