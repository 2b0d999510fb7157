/** One number over 100,000 results of the engine's arithmetic: a browser that differs in one bit shows it. */
import { exp, exponentialFromBits, ln, power } from '../src/engine/arithmetic.ts';
import { type Distribution, draw } from '../src/engine/distributions.ts';
import { RandomStreams } from '../src/engine/random.ts';

/** What `goldenHash` gives everywhere. It changes only when the arithmetic is changed on purpose. */
export const GOLDEN = 'b938fcde';

const LAWS: readonly Distribution[] = [
  { law: 'constant', value: 12 },
  { law: 'exponential', mean: 12_345 },
  { law: 'uniform', from: 5, to: 15 },
  { law: 'erlang', shape: 4, mean: 1e6 },
  { law: 'hyper', mean: 1e6, cv2: 4 },
  { law: 'lognormal', mean: 1e6, cv: 2 },
  { law: 'pareto', shape: 1.5, from: 10, to: 1e7 },
  { law: 'empirical', values: [5, 7, 12] },
];
const ROUNDS = 8_334;

export function goldenHash(): string {
  const stream = new RandomStreams('golden', ['bits']).stream(0);
  const view = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  const note = (value: number): void => {
    view.setFloat64(0, value);
    for (let at = 0; at < 8; at += 4) hash = Math.imul(hash ^ view.getUint32(at), 0x01000193);
  };
  for (let i = 0; i < ROUNDS; i++) {
    const x = (stream.next() + 0.5) / 65536;
    note(ln(x));
    note(exp(x / 65536 - 0.5));
    note(power(x, (stream.next() / 2 ** 32) * 4 - 2));
    note(exponentialFromBits(stream.next()));
    for (const law of LAWS) note(draw(law, stream));
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
