/** The bits of floats. */
const view = new DataView(new ArrayBuffer(8));

export function bitsOf64(x: number): bigint {
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

export function float64Of(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

export function bitsOf32(x: number): number {
  view.setFloat32(0, x);
  return view.getUint32(0);
}

export function float32Of(bits: number): number {
  view.setUint32(0, bits);
  return view.getFloat32(0);
}

/** x = mantissa times two to the exponent, for a finite x >= 0 of 32 or 64 bits. */
export function floatParts(x: number, bits: number): { mantissa: bigint; exponent: number } {
  const [all, width, bias] = bits === 32 ? [BigInt(bitsOf32(x)), 23n, 150] : [bitsOf64(x), 52n, 1075];
  const power = Number(all >> width);
  const fraction = all & ((1n << width) - 1n);
  return power === 0
    ? { mantissa: fraction, exponent: 1 - bias }
    : { mantissa: fraction | (1n << width), exponent: power - bias };
}

/** x = part times two to the exponent, 1/2 <= |part| < 1, for a finite x that is not 0. */
export function split(x: number): { part: number; exponent: number } {
  const isTiny = x < 2.3e-308 && x > -2.3e-308;
  const all = bitsOf64(isTiny ? x * 2 ** 60 : x);
  const exponent = Number((all >> 52n) & 0x7ffn) - 1022;
  return {
    part: float64Of((all & ~(0x7ffn << 52n)) | (1022n << 52n)),
    exponent: isTiny ? exponent - 60 : exponent,
  };
}

/** Two to a whole number of -1022 .. 1023. */
const powerOfTwo = (exponent: number): number => float64Of(BigInt(exponent + 1023) << 52n);

/** part times two to the exponent, rounded once. */
export function scale(part: number, exponent: number): number {
  if (exponent > 1000) return part * powerOfTwo(1000) * powerOfTwo(Math.min(exponent - 1000, 1023));
  if (exponent < -1000) return part * powerOfTwo(-500) * powerOfTwo(Math.max(exponent + 500, -1022));
  return part * powerOfTwo(exponent);
}
