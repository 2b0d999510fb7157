/** A storage account that is asked step by step: what it answers to each, and what it counts. */

import { blobStorage } from '../../src/parts/blob-storage/sim.ts';
import type { Letter } from '../../src/rules/letter.ts';
import { type Answer, type Step, scripted } from '../laws/scripted.ts';
import { type SmallAct, worldOf } from '../laws/smallWorld.ts';

export const HOUR = 3_600_000_000;
export const DAY = 24 * HOUR;
export const GB = 2 ** 30;
export const MONTH_DAYS = 365 / 12;
/** A GB in no time: the bandwidth of one blob has a test of its own. */
export const AT_ONCE = { latency: '0s', eventDelay: '0s', blobBandwidth: '100GB' };

type Said = Readonly<Record<string, string | number>>;
/** A letter from what its attributes say; `key` and `size` are its own. */
export const letter = ({ key = 'scans/a', size = GB, ...said }: Said): Letter => ({
  body: '',
  key: String(key),
  size: Number(size),
  attributes: Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, { type: 'String', value: String(value) }]),
  ),
});
export const put = (at: string, said: Said = {}): Step => ({ at, wire: 0, says: letter(said) });
export const get = (at: string, said: Said = {}): Step => ({ at, wire: 1, says: letter(said) });
export const manage = (at: string, said: Said = {}): Step => ({ at, wire: 2, says: letter(said) });

export function asked(
  steps: readonly Step[],
  written: Readonly<Record<string, unknown>> = {},
  acts: readonly Omit<SmallAct, 'part'>[] = [],
  until = '400d',
) {
  const { part, answers } = scripted(steps);
  const small = worldOf({
    parts: { script: [part], store: [blobStorage, { ...AT_ONCE, ...written }] },
    wires: ['put', 'get', 'manage', 'keys'].map((port) => `script.out > store.${port}`),
    acts: acts.map((act) => ({ ...act, part: 'store' })),
    until,
  }).run();
  const said = answers.map((one) => one && sayOf(one));
  const read = (...names: string[]) => names.map((name) => small.read(`store.${name}`));
  return { small, answers, said, read };
}

function sayOf({ outcome, content }: Answer): string {
  return 'code' in content ? String(content.code) : outcome;
}
