/**
 * The indices of numbers in ascending order, equals in the order they came; no number is NaN or −0. The engine's own sort of
 * typed arrays is compiled before the page is, and calls nothing back, so that the first sort costs no more than the tenth: each
 * number's bits give way at their low end to its index, the whole is sorted, and the indices are read again. Numbers that
 * differ in those low bits alone are compared afterwards. Takes the processor to put low bytes first, as all that run
 * browsers do.
 */
export function orderOf(numbers: Float64Array): Uint32Array {
  const count = numbers.length;
  const indexBits = Math.max(1, 32 - Math.clz32(count));
  const indexMask = 2 ** indexBits - 1;
  const words = sortableBits(numbers);
  for (let at = 0; at < count; at++) {
    words[2 * at] = ((words[2 * at] as number) & ~indexMask) | at;
  }
  new BigUint64Array(words.buffer).sort();
  const order = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    order[at] = (words[2 * at] as number) & indexMask;
  }
  sortAlike(order, words, indexMask, numbers);
  return order;
}

/** Bits that, read as whole numbers, are in the numbers' order: the sign turned, and all others too below 0. */
function sortableBits(numbers: Float64Array): Uint32Array {
  const bits = new Uint32Array(Float64Array.from(numbers).buffer);
  for (let high = 1; high < bits.length; high += 2) {
    const negative = (bits[high] as number) >>> 31 === 1;
    bits[high] = (bits[high] as number) ^ (negative ? 0xffffffff : 0x80000000);
    bits[high - 1] = (bits[high - 1] as number) ^ (negative ? 0xffffffff : 0);
  }
  return bits;
}

/** Puts in order what the sort of `words` could not tell apart, numbers whose bits are the same but for those of the index. */
function sortAlike(order: Uint32Array, words: Uint32Array, indexMask: number, numbers: Float64Array): void {
  const alike = (at: number): boolean =>
    words[2 * at + 1] === words[2 * at - 1] &&
    (((words[2 * at] as number) ^ (words[2 * at - 2] as number)) & ~indexMask) === 0;
  const value = (at: number): number => numbers[order[at] as number] as number;
  let from = 0;
  let sorted = true;
  for (let at = 1; at <= order.length; at++) {
    if (at < order.length && alike(at)) {
      sorted = sorted && value(at - 1) <= value(at);
    } else {
      if (!sorted) {
        order.subarray(from, at).sort((a, b) => (numbers[a] as number) - (numbers[b] as number) || a - b);
      }
      from = at;
      sorted = true;
    }
  }
}
