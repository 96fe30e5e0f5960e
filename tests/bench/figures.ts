/** How figures stand in the table: short, with their unit, the spread in brackets. */
import { ratiosOf, type Spread, spreadOf } from './statistics.ts';

export const ms = (value: number): string => `${round(value)} ms`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en-GB')}/s`;
export const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} kB`;

export function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function inWords(values: readonly number[], unit: (value: number) => string): string {
  return unit(spreadOf(values).median);
}

export function ratioOf(product: readonly number[], reference: readonly number[]): Spread {
  return spreadOf(ratiosOf(product, reference));
}
