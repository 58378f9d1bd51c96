package dev.regatta.worker.data;

/** The shapes that are the classes of the generated pictures, each within the square from −1 to 1. */
enum Figure {
    DISC {
        @Override
        boolean contains(double u, double v) {
            return u * u + v * v < 0.8;
        }
    },
    RING {
        @Override
        boolean contains(double u, double v) {
            double square = u * u + v * v;
            return square > 0.3 && square < 0.9;
        }
    },
    SQUARE {
        @Override
        boolean contains(double u, double v) {
            return largest(u, v) < 0.8;
        }
    },
    FRAME {
        @Override
        boolean contains(double u, double v) {
            double side = largest(u, v);
            return side > 0.5 && side < 0.9;
        }
    },
    TRIANGLE {
        @Override
        boolean contains(double u, double v) {
            return v > -0.9 && v < 0.8 && Math.abs(u) < (v + 0.9) / 1.8;
        }
    },
    PLUS {
        @Override
        boolean contains(double u, double v) {
            return largest(u, v) < 0.95 && Math.min(Math.abs(u), Math.abs(v)) < 0.28;
        }
    },
    DIAGONAL_CROSS {
        @Override
        boolean contains(double u, double v) {
            return largest(u, v) < 0.9 && Math.abs(Math.abs(u) - Math.abs(v)) < 0.35;
        }
    },
    BARS {
        @Override
        boolean contains(double u, double v) {
            return largest(u, v) < 0.9 && Math.floorMod((int) Math.floor((v + 0.9) / 0.36), 2) == 0;
        }
    },
    CHECKERS {
        @Override
        boolean contains(double u, double v) {
            int column = (int) Math.floor((u + 0.9) / 0.6);
            int row = (int) Math.floor((v + 0.9) / 0.6);
            return largest(u, v) < 0.9 && Math.floorMod(column + row, 2) == 0;
        }
    },
    TWO_DISCS {
        @Override
        boolean contains(double u, double v) {
            double du = Math.abs(u) - 0.5;
            return du * du + v * v < 0.2;
        }
    };

    abstract boolean contains(double u, double v);

    private static double largest(double u, double v) {
        return Math.max(Math.abs(u), Math.abs(v));
    }
}
