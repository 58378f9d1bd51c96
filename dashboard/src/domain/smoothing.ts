/**
 * Exponential moving average with the bias of its start removed (as Adam does, Kingma and Ba 2015, section 3). Gaps and
 * values that are not finite stay as they are and leave the average alone.
 *
 * @param values NaN where there is none
 * @param weight of the past, 0 (no smoothing: the values themselves) to below 1
 */
export function smooth(values: Float64Array, weight: number): Float64Array {
  if (weight <= 0) {
    return values;
  }
  let sum = 0;
  let mass = 0;
  return values.map((value) => {
    if (!Number.isFinite(value)) {
      return value;
    }
    sum = weight * sum + (1 - weight) * value;
    mass = weight * mass + (1 - weight);
    return sum / mass;
  });
}
