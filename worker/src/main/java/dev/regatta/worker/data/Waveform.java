package dev.regatta.worker.data;

/** The shapes that are the classes of the generated series, each of period 1. */
enum Waveform {
    SINE {
        @Override
        double at(double phase) {
            return StrictMath.sin(2 * Math.PI * phase);
        }
    },
    SQUARE {
        @Override
        double at(double phase) {
            return phase < 0.5 ? 0.9 : -0.9;
        }
    },
    TRIANGLE {
        @Override
        double at(double phase) {
            return 1 - 4 * Math.abs(phase - 0.5);
        }
    },
    RISING {
        @Override
        double at(double phase) {
            return 2 * phase - 1;
        }
    },
    FALLING {
        @Override
        double at(double phase) {
            return 1 - 2 * phase;
        }
    },
    PULSE {
        @Override
        double at(double phase) {
            return phase < 0.15 ? 1.6 : -0.3;
        }
    },
    TWO_TONES {
        @Override
        double at(double phase) {
            return 0.7 * (StrictMath.sin(2 * Math.PI * phase) + StrictMath.sin(6 * Math.PI * phase));
        }
    },
    RECTIFIED {
        @Override
        double at(double phase) {
            return 2 * Math.max(0, StrictMath.sin(2 * Math.PI * phase)) - 0.6;
        }
    };

    /** @param phase in [0, 1) */
    abstract double at(double phase);
}
