/**
 * Student's t distribution with a whole number of degrees of freedom, by its finite sums: W. S. Gosset, 1908.
 * Only + - * / and the square root, so that an interval has the same bounds in every browser.
 */

/** The t that is exceeded, in either direction together, with a chance of 1 - `share`. @param share above 0, below 1 */
export function studentQuantile(share: number, df: number): number {
  if (!(share > 0 && share < 1 && Number.isInteger(df) && df >= 1)) return Number.NaN;
  let low = 0;
  let high = 1;
  while (within(high, df) < share) high *= 2;
  // Halving until no number lies between: a bit a turn.
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return high;
    if (within(middle, df) < share) low = middle;
    else high = middle;
  }
}

/** Chance that a t lies between -x and x. Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.3-4. */
export function within(x: number, df: number): number {
  const sine = x / Math.sqrt(df + x * x);
  const cosine2 = df / (df + x * x);
  const odd = df % 2 === 1;
  // Terms of the sum: 1, 1/2 c2, 1*3/(2*4) c2^2, ... for even df; 1, 2/3 c2, 2*4/(3*5) c2^2, ... times the cosine for odd.
  let term = 1;
  let sum = df > 1 ? 1 : 0;
  for (let k = odd ? 3 : 2; k < df - 1; k += 2) {
    term *= ((k - 1) / k) * cosine2;
    sum += term;
  }
  if (!odd) return sine * sum;
  return (2 / Math.PI) * (arctan(x / Math.sqrt(df)) + sine * Math.sqrt(cosine2) * sum);
}

/** Halves the angle three times: below 0.2 the powers up to the 41st reach the last bit. @param x >= 0 */
function arctan(x: number): number {
  let z = x;
  for (let i = 0; i < 3; i++) z = z / (1 + Math.sqrt(1 + z * z));
  let sum = 0;
  for (let k = 41; k > 0; k -= 2) sum = 1 / k - z * z * sum;
  return 8 * z * sum;
}
