package dev.regatta.worker.train;

import ai.djl.Device;

/**
 * What PyTorch's convolutions on a CPU (oneDNN) need: channels in whole blocks of a vector register. With other numbers
 * their backward pass reads memory that nobody has written, and gradients are NaN now and then, depending on what the
 * process has freed before: seen with libtorch 2.7.1 on AVX-512 (blocks of 16) and AVX2 (blocks of 8), not with SSE4.1.
 */
final class ChannelBlocks {
    /** The widest block: AVX-512's. */
    private static final int BLOCK = 16;

    private static final String LIMIT = "ONEDNN_MAX_CPU_ISA";

    private ChannelBlocks() {}

    /**
     * Refuses channels that would be computed wrong. All of a network's channels are multiples of its width.
     *
     * @throws InvalidSettingsException if the width is not a multiple of {@value #BLOCK} and the device is a CPU whose
     *     instructions are not limited to SSE4.1
     */
    static void check(int width, Device device) {
        if (width % BLOCK != 0 && !device.isGpu() && !"SSE41".equals(System.getenv(LIMIT))) {
            throw new InvalidSettingsException("width is " + width + ", must be a multiple of " + BLOCK
                    + ": PyTorch computes other convolutions on a CPU from memory it has not written (" + LIMIT
                    + "=SSE41 in the worker's environment allows them, slower)");
        }
    }
}
