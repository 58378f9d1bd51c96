package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;

/** ResNet-18 for small pictures: a 3×3 stem of stride 1 without max-pool, and the paper's branches. */
public final class ResNet18 implements Encoder {
    private final ResNet network;

    /** @param width channels of the first stage, 64 in the paper */
    public ResNet18(Weights weights, String name, int inputChannels, int width) {
        var settings = new EncoderSettings(EncoderSettings.Kind.RESNET_18, EncoderSettings.Stem.CIFAR, width, false);
        this.network = new ResNet(weights, name, inputChannels, 2, ResNet.Depth.RESNET_18, settings);
    }

    @Override
    public int channels(int stage) {
        return network.channels(stage);
    }

    @Override
    public Branch branch(Weights weights, String name, int stage) {
        return network.branch(weights, name, stage);
    }

    @Override
    public Features apply(NDArray x, boolean training) {
        return network.apply(x, training);
    }
}
