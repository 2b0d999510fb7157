/** How much recorded traffic there is room for in the file of a scenario. */

import type { Scenario } from '../../scenario/types.ts';
import { BYTES_MAX } from '../../scenario/yamlText.ts';
import { VALUES_MAX } from '../../scenario/yamlValues.ts';

export interface Room {
  readonly chars: number;
  readonly values: number;
}

/** For keys that come with it, and for what somebody still wants to write. */
const SPARE_CHARS = 4096;
const SPARE_VALUES = 200;
/** A comma and a space. */
const BETWEEN = 2;

/** @param text of the scenario; null where none is kept @param before what goes when the recording comes */
export function roomIn(scenario: Scenario, text: string | null, before: readonly unknown[]): Room {
  const chars = (text ?? JSON.stringify(scenario)).length;
  return {
    chars: BYTES_MAX - chars + charsOf(before.map(String)) - SPARE_CHARS,
    values: VALUES_MAX - valuesIn(scenario) + before.length - SPARE_VALUES,
  };
}

const charsOf = (moments: readonly string[]): number =>
  moments.reduce((sum, moment) => sum + moment.length + BETWEEN, 0);

function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, one) => sum + valuesIn(one), 1);
}

/** How many of the first there is room for. */
export function fitting(moments: readonly string[], room: Room): number {
  let chars = 0;
  const most = Math.min(moments.length, Math.max(0, room.values));
  for (let i = 0; i < most; i++) {
    chars += moments[i]!.length + BETWEEN;
    if (chars > room.chars) return i;
  }
  return most;
}
