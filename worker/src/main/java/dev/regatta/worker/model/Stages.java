package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** Layers one after the other, of which each one's result is a stage's. */
record Stages(Layer stem, List<Layer> layers) {

    Stages {
        layers = List.copyOf(layers);
    }

    Encoder.Features apply(NDArray x, boolean training) {
        NDArray hidden = stem.apply(x, training);
        List<NDArray> maps = new ArrayList<>();
        for (Layer layer : layers) {
            hidden = layer.apply(hidden, training);
            maps.add(hidden);
        }
        return new Encoder.Features(List.copyOf(maps.subList(0, maps.size() - 1)), hidden, Pooling.global(hidden));
    }
}
