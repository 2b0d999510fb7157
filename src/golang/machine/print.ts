/** The formats of the builtins print and println, which panics use, too. */
import type { RuntimeType } from '../code/program.ts';
import type { Complex } from './arithmetic.ts';
import type { Value } from './state.ts';

/** Sign, one digit, six decimals, three digits of exponent: +1.500000e+000. */
export function floatText(x: number): string {
  if (Number.isNaN(x)) return 'NaN';
  if (!Number.isFinite(x)) return x > 0 ? '+Inf' : '-Inf';
  const [digits, exponent] = Math.abs(x).toExponential(6).split('e');
  const sign = x < 0 || Object.is(x, -0) ? '-' : '+';
  return `${sign}${digits}e${exponent[0]}${exponent.slice(1).padStart(3, '0')}`;
}

/** A value of a type. Addresses are written 0x... */
export function printed(type: RuntimeType, value: Value): string {
  switch (type.kind) {
    case 'bool':
    case 'string':
      return String(value);
    case 'number':
      if (typeof value === 'object' && value !== null) {
        const { re, im } = value as Complex;
        return `(${floatText(re)}${floatText(im)}i)`;
      }
      return type.number?.startsWith('float') ? floatText(value as number) : String(value);
    case 'slice': {
      const slice = value as { length: number; capacity: number } | null;
      return `[${slice?.length ?? 0}/${slice?.capacity ?? 0}]${address(value)}`;
    }
    case 'interface':
      return value === null ? '(0x0,0x0)' : '(0x...,0x...)';
    default:
      return address(value);
  }
}

function address(value: Value): string {
  return value === null ? '0x0' : '0x...';
}
