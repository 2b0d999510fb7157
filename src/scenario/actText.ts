/** Acts as typed on the command line and in links: `20s database lock 60s factor=3`. */
import { readDuration } from '../rules/quantity.ts';
import type { ActText, RawSetting } from './types.ts';

const EXPECTED = 'AT PART ACT [FOR] [setting=value ...], such as 20s database lock 60s';
const WORD = /[^\s"=]+="[^"]*"|\S+/g;

/** @returns the act as it would be written in a file, or what was expected; names and ranges are checked in a design */
export function readActText(
  text: string,
): { readonly ok: true; readonly value: ActText } | { readonly ok: false; readonly expected: string } {
  const [at, part, act, ...rest] = text.slice(0, 1000).match(WORD) ?? [];
  if (at === undefined || part === undefined || act === undefined || !readDuration(at).ok)
    return { ok: false, expected: EXPECTED };
  const lasts = rest[0] !== undefined && !rest[0].includes('=') ? rest.shift() : undefined;
  if (lasts !== undefined && !readDuration(lasts).ok) return { ok: false, expected: EXPECTED };
  const settings = new Map<string, RawSetting>();
  for (const word of rest) {
    const equals = word.indexOf('=');
    const name = word.slice(0, equals);
    if (equals < 1 || name in {} || settings.has(name)) return { ok: false, expected: EXPECTED };
    settings.set(name, readPlain(word.slice(equals + 1)));
  }
  const value: ActText = { at, part, act };
  if (lasts !== undefined) value.for = lasts;
  if (settings.size > 0) value.with = Object.fromEntries(settings);
  return { ok: true, value };
}

/** A value typed without quotes, as YAML would take it: `20` is a number, `true` a truth, the rest text. */
export function readPlain(text: string): RawSetting {
  const bare = text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : null;
  if (bare !== null) return bare;
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null' || text === '') return null;
  return /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}
