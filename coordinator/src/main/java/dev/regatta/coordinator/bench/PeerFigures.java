package dev.regatta.coordinator.bench;

import dev.regatta.protocol.study.SamplerSpec;
import java.util.List;

/**
 * What Optuna 5.0.0.dev (commit 1d8ce7b) reached: medians of the best of 200 trials over 30 seeds (its QMC and Gaussian
 * process: 10 seeds; the latter 100 trials), on Branin, Hartmann6, Rosenbrock5 and Mixed.
 */
final class PeerFigures {

    /**
     * One sampler.
     *
     * @param peer its figures, in the order of the functions; empty where it has none
     * @param isTarget the figures are to be reached
     */
    record Row(String name, SamplerSpec spec, List<Double> peer, boolean isTarget) {}

    static final List<Row> ROWS = List.of(
            new Row("random", new SamplerSpec("random"), List.of(.543, -2.20, 64.7, .0497), false),
            new Row("sobol", new SamplerSpec("sobol"), List.of(.480, -2.34, 66.2, .0517), false),
            new Row(
                    "tpe-independent",
                    new SamplerSpec("tpe").with("multivariate", false),
                    List.of(.402, -3.21, 4.81, .0241),
                    false),
            new Row("tpe", new SamplerSpec("tpe"), List.of(.401, -3.29, 3.98, .0223), true),
            new Row("cmaes", new SamplerSpec("cmaes"), List.of(.398, -3.28, 3.68, .0318), true),
            new Row("gp", new SamplerSpec("gp"), List.of(.398, -3.322, 2.96, .0221), true));

    private PeerFigures() {}
}
