/** Bytes and money as faces write them. */
import { formatCount } from '../format.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** "1.4 GB"; below ten with a tenth. */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let n = bytes;
  for (; n >= 1000 && unit < UNITS.length - 1; unit++) n /= 1000;
  return `${n < 10 && unit > 0 ? (Math.round(n * 10) / 10).toString() : formatCount(Math.round(n))} ${UNITS[unit]}`;
}

/** "$ 0.04", "$ 12.50", "$ 1,873": cents as long as they matter. */
export function formatDollars(usd: number): string {
  if (usd > 0 && usd < 0.005) return '< $ 0.01';
  return usd < 100 ? `$ ${usd.toFixed(2)}` : `$ ${formatCount(Math.round(usd))}`;
}
