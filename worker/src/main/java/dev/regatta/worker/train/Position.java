package dev.regatta.worker.train;

/**
 * Where a run is.
 *
 * @param epoch epochs done
 * @param cursor batches done in the epoch in progress
 * @param step optimizer steps done
 * @param lossSum sum of the losses of those batches
 * @param epochLoss mean loss of the last whole epoch; NaN before the first has ended
 */
record Position(int epoch, int cursor, long step, double lossSum, double epochLoss) {
    static final Position START = new Position(0, 0, 0, 0, Double.NaN);

    Position afterStep(double loss) {
        return new Position(epoch, cursor + 1, step + 1, lossSum + loss, epochLoss);
    }

    Position nextEpoch() {
        return new Position(epoch + 1, 0, step, 0, meanLoss());
    }

    /** Mean loss of the epoch so far; NaN before its first step. */
    double meanLoss() {
        return cursor == 0 ? Double.NaN : lossSum / cursor;
    }
}
