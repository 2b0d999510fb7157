/** Settings between what stands in a scenario and what stands in a field. */
import type { SettingSpec } from '../parts/contract.ts';
import type { Json } from '../rules/quantity.ts';
import type { RawSetting } from '../scenario/types.ts';
import { formatSeconds } from '../ui/format.ts';
import { readJson, writeJson } from './jsonText.ts';

/** As it stands in the field. */
export function fieldText(spec: SettingSpec, raw: RawSetting): string {
  if (raw === null) return 'none';
  if (spec.type === 'json') return writeJson(raw as Json);
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
      if (spec.default !== null) return text;
      return text === 'none' || (text === '' && !spec.pattern.test(text)) ? null : text;
    case 'metric':
      return (text === 'none' || text === '') && spec.default === null ? null : text;
    case 'code':
      return typed;
    case 'json': {
      if (text === '' || text === 'none') return null;
      // What is no JSON stays a text: whoever asks what is wrong with it finds out where.
      const read = readJson(text);
      return read.ok ? (read.value as RawSetting) : text;
    }
    case 'moments':
      return text === '' ? [] : text.split(/[,\s]+/).filter(Boolean);
    default:
      return text;
  }
}

/** Why what was typed is no document; null when it is one, which may still not be what the setting wants. */
export function slipIn(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || text === 'none') return null;
  const read = readJson(typed);
  if (read.ok) return null;
  return `Line ${read.line}, column ${read.column}: expected ${read.expected}.`;
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
    case 'code':
      return `${spec.language} source`;
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
  if (spec.type === 'json') return valueWords(raw);
  if (spec.type === 'code') return 'other source';
  const text = fieldText(spec, raw);
  if (spec.type === 'factor') return `× ${text}`;
  if (spec.type === 'count') return `${text} ${Number(raw) === 1 ? spec.unit.replace(/s$/, '') : spec.unit}`;
  return text;
}

/** Within a sentence of the history: what is too long for one is said by its sort. */
export function valueWords(raw: RawSetting): string {
  if (raw === null) return 'none';
  if (Array.isArray(raw)) return 'a list';
  if (typeof raw === 'object') return 'a document';
  return typeof raw === 'string' && raw.includes('\n') ? 'a text' : String(raw);
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
