/** Settings between what stands in a scenario and what stands in a field. */
import type { SettingSpec } from '../parts/contract.ts';
import type { RawSetting } from '../scenario/types.ts';
import { formatSeconds } from '../ui/format.ts';

/** As it stands in the field. */
export function fieldText(spec: SettingSpec, raw: RawSetting): string {
  if (raw === null) return 'none';
  if (spec.type === 'json') return JSON.stringify(raw, null, 2);
  if (Array.isArray(raw)) return raw.join(', ');
  if (spec.type === 'share' && typeof raw === 'number') return `${Number((raw * 100).toPrecision(12))} %`;
  return String(raw);
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const GROUPED = /^\d{1,3}(?:,\d{3})+$/;

/** What somebody typed, as it would be written in a scenario; whether it is possible is another question. */
export function typedValue(spec: SettingSpec, typed: string): RawSetting {
  const text = typed.trim();
  switch (spec.type) {
    case 'count':
    case 'factor':
    case 'money': {
      const bare = GROUPED.test(text) ? text.replaceAll(',', '') : text;
      return NUMBER.test(bare) ? number(bare) : text;
    }
    case 'share':
      return NUMBER.test(text) ? number(text) : text;
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'text':
    case 'metric':
      return text === 'none' && spec.default === null ? null : text;
    case 'json':
      return documentOf(text);
    case 'moments':
      return text === '' ? [] : text.split(/[,\s]+/).filter(Boolean);
    default:
      return text;
  }
}

/** What is no JSON stays a text, and is refused as what it is. */
function documentOf(text: string): RawSetting {
  if (text === '' || text === 'none') return null;
  try {
    return JSON.parse(text) as RawSetting;
  } catch {
    return text;
  }
}

/** Adding 0 makes 0 of -0, which is written differently and is the same value. */
const number = (text: string): number => Number(text) + 0;

/** What may stand there, for a line below the field. */
export function rangeText(spec: SettingSpec): string {
  switch (spec.type) {
    case 'duration':
    case 'rate':
    case 'size':
      return `${spec.min} to ${spec.max}`;
    case 'optionalDuration':
      return `none, or ${spec.min} to ${spec.max}`;
    case 'distribution':
      return 'a duration, or a law such as exp 12ms';
    case 'optionalDistribution':
      return 'none, a duration, or a law such as exp 12ms';
    case 'count':
      return `${grouped(spec.min)} to ${grouped(spec.max)} ${spec.unit}`;
    case 'factor':
      return `${grouped(spec.min)} to ${grouped(spec.max)}`;
    case 'share':
      return `${(spec.min ?? 0) * 100} % to ${(spec.max ?? 1) * 100} %`;
    case 'money':
      return `0 to 1,000,000 ${spec.unit}`;
    case 'moments':
      return 'moments in rising order';
    case 'text':
      return spec.expected;
    case 'metric':
      return 'a figure of a part such as orders.visible';
    case 'json':
      return `${spec.document}, as JSON`;
    case 'flag':
    case 'choice':
      return '';
  }
}

export function unitOf(spec: SettingSpec): string | undefined {
  if (spec.type === 'factor') return '×';
  return spec.type === 'count' || spec.type === 'money' ? spec.unit : undefined;
}

/** Short, within a sentence: "× 10", "50 %", "18 slots". */
export function phraseOf(spec: SettingSpec, raw: RawSetting): string {
  const text = fieldText(spec, raw);
  if (spec.type === 'factor') return `× ${text}`;
  if (spec.type === 'count') return `${text} ${Number(raw) === 1 ? spec.unit.replace(/s$/, '') : spec.unit}`;
  return text;
}

export interface SourcePiece {
  readonly text: string;
  readonly href?: string;
}

/** A source is an address, words ("assumption of this lab"), or both. */
export function sourcePieces(source: string): readonly SourcePiece[] {
  const pieces: SourcePiece[] = [];
  let at = 0;
  for (const match of source.matchAll(/https:\/\/[^\s;,)]+/g)) {
    if (match.index > at) pieces.push({ text: source.slice(at, match.index) });
    pieces.push({ text: hostOf(match[0]), href: match[0] });
    at = match.index + match[0].length;
  }
  if (at < source.length) pieces.push({ text: source.slice(at) });
  return pieces;
}

const hostOf = (address: string): string => address.replace(/^https:\/\/(?:www\.)?([^/]+).*$/, '$1');

/** A length of time as people say it, from ticks: up to two minutes in seconds. */
export function lengthText(ticks: number): string {
  const s = ticks / 1_000_000;
  return s >= 60 && s <= 120 && Number.isInteger(s) ? `${s} s` : formatSeconds(s);
}

function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
