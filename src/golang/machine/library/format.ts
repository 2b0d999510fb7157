/** Print, Println and Printf: operands put together. */
import { decodeRune } from '../../types/bytes.ts';
import type { Operand } from './operands.ts';
import { noFlags } from './padding.ts';
import { argument, badVerb, type Printer } from './printer.ts';

type Operands = readonly (Operand | null)[];

/** Spaces between operands when neither is a string. */
export function printText(p: Printer, operands: Operands): string {
  let text = '';
  operands.forEach((one, i) => {
    const isString = (at: number): boolean => operands[at]?.type.kind === 'string';
    if (i > 0 && !isString(i) && !isString(i - 1)) text += ' ';
    text += argument(p, one, 'v');
  });
  return text;
}

export function lineText(p: Printer, operands: Operands): string {
  return `${operands.map((one) => argument(p, one, 'v')).join(' ')}\n`;
}

/** @param wrapped gets the places of the operands of %w */
export function formatText(p: Printer, format: string, operands: Operands, wrapped: Set<number>): string {
  let text = '';
  let next = 0;
  let reordered = false;
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at);
    if (percent < 0) {
      text += format.slice(at);
      break;
    }
    text += format.slice(at, percent);
    at = percent + 1;
    const f = noFlags();
    p.f = f;
    let good = true;
    let indexed = false;
    reordered = false;
    for (; '#0+- '.includes(format[at] ?? '!'); at++) {
      const flag = format[at];
      if (flag === '#') f.sharp = true;
      else if (flag === '0') f.zero = true;
      else if (flag === '+') f.plus = true;
      else if (flag === '-') f.minus = true;
      else f.space = true;
    }
    /** [n]: the operand that comes next. */
    const index = (): void => {
      indexed = false;
      if (format[at] !== '[') return;
      reordered = true;
      const end = format.indexOf(']', at);
      const number = end < 0 ? '' : format.slice(at + 1, end);
      at = end < 0 ? at + 1 : end + 1;
      if (/^\d+$/.test(number) && Number(number) >= 1 && Number(number) <= operands.length) {
        next = Number(number) - 1;
        indexed = true;
      } else good = false;
    };
    /** A number, or an operand's where a star stands; null: none. */
    const amount = (bad: string): number | null => {
      if (format[at] === '*') {
        at++;
        const one = operands[next++];
        indexed = false;
        const isWhole = one?.type.kind === 'number' && /int/.test(one.type.number ?? '');
        const value = isWhole ? Number(one?.value) : Number.NaN;
        if (Math.abs(value) <= 1e6) return value;
        text += bad;
        return null;
      }
      const digits = /^\d+/.exec(format.slice(at, at + 12))?.[0];
      if (digits === undefined) return null;
      at += digits.length;
      if (indexed) good = false;
      return Number(digits) <= 1e6 ? Number(digits) : null;
    };
    index();
    const width = amount('%!(BADWIDTH)');
    if (width !== null) {
      f.width = Math.abs(width);
      if (width < 0) {
        f.minus = true;
        f.zero = false;
      }
    }
    if (format[at] === '.') {
      at++;
      if (indexed) good = false;
      index();
      const isStar = format[at] === '*';
      const precision = amount('%!(BADPREC)');
      if (precision === null) f.precision = isStar ? -1 : 0;
      else if (precision >= 0) f.precision = precision;
      else if (isStar) text += '%!(BADPREC)';
    }
    if (!indexed) index();
    if (at >= format.length) {
      text += '%!(NOVERB)';
      break;
    }
    const { size } = decodeRune(format, at);
    const verb = format.slice(at, at + size);
    at += size;
    if (verb === '%') text += '%';
    else if (!good) text += `%!${verb}(BADINDEX)`;
    else if (next >= operands.length) text += `%!${verb}(MISSING)`;
    else {
      if (verb === 'w') wrapped.add(next);
      if (verb === 'v' || verb === 'w') {
        f.sharpV = f.sharp;
        f.plusV = f.plus;
        f.sharp = false;
        f.plus = false;
      }
      const operand = operands[next++] ?? null;
      text += verb === 'w' && operand === null ? badVerb(p, null, verb) : argument(p, operand, verb);
    }
  }
  if (!reordered && next < operands.length) {
    p.f = noFlags();
    const extra = operands
      .slice(next)
      .map((one) => (one === null ? '<nil>' : `${one.type.text}=${argument(p, one, 'v')}`));
    text += `%!(EXTRA ${extra.join(', ')})`;
  }
  return text;
}
