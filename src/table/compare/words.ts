import type { Paired } from '../../lab/paired.ts';
import type { Figure } from './figures.ts';

/** "more" and "less", for what a figure is. */
const MORE: Readonly<Record<Figure['kind'], readonly [string, string]>> = {
  share: ['more', 'fewer'],
  time: ['longer', 'less'],
  money: ['more', 'less'],
  number: ['more', 'fewer'],
  rate: ['more', 'fewer'],
};

/** What is left of the difference between two designs when chance is taken out of it. */
export type Sure = 'more' | 'less' | 'unsure' | 'same' | 'unknown';

export function surenessOf({ pairs, low, high, difference }: Paired): Sure {
  if (pairs < 2) return 'unknown';
  if (low === 0 && high === 0) return 'same';
  if (low > 0) return 'more';
  if (high < 0) return 'less';
  return Number.isNaN(difference) ? 'unknown' : 'unsure';
}

/** "B accepts 98.2 points more (95 % between 97.9 and 98.5), in 30 of 30 seeds." */
export function sayPaired(figure: Figure, paired: Paired): string {
  const { difference, low, high, more, less, same, pairs, leftOut } = paired;
  const all = more + less + same;
  const rest = leftOut > 0 ? ` Without ${seeds(leftOut)} in which there was nothing to measure.` : '';
  const sure = surenessOf(paired);
  if (sure === 'unknown') {
    return pairs === 0
      ? 'In no seed was there anything to measure in both.'
      : 'One seed says nothing of chance.';
  }
  if (sure === 'same') return `No difference, in ${same} of ${all} seeds.${rest}`;
  const isMore = difference > 0;
  const [moreWord, lessWord] = MORE[figure.kind];
  const write = writerFor(figure.kind, Math.abs(difference), high - low);
  // From the nearer to the farther end, in the direction of the difference; a sign only where it turns.
  const [near, far] = isMore ? [low, high] : [-high, -low];
  const between = `95 % between ${write(near, false)} and ${write(far, true)}`;
  const found = `B ${figure.verb} ${write(Math.abs(difference), true)} ${isMore ? moreWord : lessWord}`;
  const inSeeds = `in ${isMore ? more : less} of ${all} seeds`;
  if (sure === 'unsure') return `Too close to tell from chance: ${found} (${between}), ${inSeeds}.${rest}`;
  return `${found} (${between}), ${inSeeds}.${rest}`;
}

const seeds = (n: number): string => (n === 1 ? 'one seed' : `${n} seeds`);

/**
 * Writes values of one kind in one unit, with as many digits as an interval of this width leaves.
 * @param size of what decides the unit @returns a text, with its unit or without
 */
function writerFor(
  kind: Figure['kind'],
  size: number,
  width: number,
): (value: number, unit: boolean) => string {
  const { factor, unit, isBefore } = unitFor(kind, size);
  const decimals = width > 0 ? Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(2 * width * factor)))) : 2;
  return (value, withUnit) => {
    const sign = value < 0 ? '−' : '';
    const text = Math.abs(value * factor).toLocaleString('en-US', { maximumFractionDigits: decimals });
    if (isBefore) return `${sign}${unit}${text}`;
    return withUnit && unit ? `${sign}${text} ${unit}` : `${sign}${text}`;
  };
}

interface Unit {
  readonly factor: number;
  readonly unit: string;
  /** As a dollar sign stands. */
  readonly isBefore?: boolean;
}

function unitFor(kind: Figure['kind'], size: number): Unit {
  switch (kind) {
    case 'share':
      return { factor: 100, unit: 'points' };
    case 'money':
      return { factor: 1, unit: '$', isBefore: true };
    case 'rate':
      return { factor: 1, unit: 'a second' };
    case 'number':
      return { factor: 1, unit: '' };
    case 'time':
      if (size < 1000) return { factor: 1, unit: 'µs' };
      return size < 1e6 ? { factor: 1e-3, unit: 'ms' } : { factor: 1e-6, unit: 's' };
  }
}
