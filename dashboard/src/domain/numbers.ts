import type { JsonNumber, ParameterValue } from '../api/types';

export function toNumber(value: JsonNumber): number {
  return typeof value === 'number' ? value : Number(value);
}

/** Four significant digits, without exponent where people would not use one; NaN and infinities by name. */
export function formatNumber(value: JsonNumber | undefined): string {
  if (value === undefined) {
    return '–';
  }
  const number = toNumber(value);
  if (!Number.isFinite(number)) {
    return Number.isNaN(number) ? 'NaN' : number > 0 ? '∞' : '−∞';
  }
  if (Number.isInteger(number) && Math.abs(number) < 1e7) {
    return minus(number.toString());
  }
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) {
    return minus(number.toExponential(2).replace('e+', 'e'));
  }
  return minus(size >= 1000 ? number.toFixed(1) : number.toFixed(size >= 10 ? 2 : size >= 0.01 ? 4 : 6));
}

export function formatParameter(value: ParameterValue | undefined): string {
  return typeof value === 'number' ? formatParameterNumber(value) : value === undefined ? '–' : String(value);
}

function formatParameterNumber(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6)
    ? minus(value.toExponential(2).replace('e+', 'e'))
    : minus(String(Number(value.toPrecision(4))));
}

function minus(text: string): string {
  return text.replaceAll('-', '−');
}
