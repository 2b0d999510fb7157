/** A constant float as Go's messages print it: six digits, and an exponent where it is far from 1. */
import { absolute, bitLength, type Fraction, numberOf } from './fractions.ts';

export function floatText(x: Fraction): string {
  const number = numberOf(x);
  if (Number.isFinite(number) && (number === 0) === (x.numerator === 0n)) {
    const text = general(number.toExponential(5));
    if (x.denominator === 1n || text.includes('.')) return text;
    return general(number.toExponential());
  }
  return beyondDoubles(x);
}

/** C's %g of a number written with an exponent: without it where that is from -4 to 5. */
function general(written: string): string {
  const [, sign = '', first = '', more = '', power = '0'] = /^(-?)(\d)\.?(\d*)e(.*)$/.exec(written) ?? [];
  const digits = (first + more).replace(/0+$/, '') || '0';
  const exponent = Number(power);
  if (exponent < -4 || exponent > 5) {
    const point = digits.length > 1 ? '.' : '';
    const shown = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${digits[0]}${point}${digits.slice(1)}e${exponent < 0 ? '-' : '+'}${shown}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const part = digits.slice(exponent + 1);
  return `${sign}${whole}${part === '' ? '' : `.${part}`}`;
}

/** Too large or too small for a double: what six digits need of all its digits. */
function beyondDoubles({ numerator, denominator }: Fraction): string {
  const shift = Math.ceil(bitLength(denominator) * Math.LN2 * Math.LOG10E) + 20;
  const digits = String((absolute(numerator) * 10n ** BigInt(shift)) / denominator);
  const leading = Number(`${digits[0]}.${digits.slice(1, 17)}`).toExponential(5);
  const [mantissa = '', carry = '0'] = leading.split('e');
  const exponent = digits.length - 1 - shift + Number(carry);
  const sign = numerator < 0n ? '-' : '';
  return `${sign}${mantissa.replace(/\.?0+$/, '')}e${exponent < 0 ? '' : '+'}${exponent}`;
}
