/** All natives of sync, sync/atomic and runtime. */
import { atomicNatives } from './atomics.ts';
import { groupNatives } from './groups.ts';
import { lockNatives } from './locks.ts';
import type { Native } from './machine.ts';
import { runtimeNatives } from './runtimeNatives.ts';

export const syncNatives: readonly Native[] = [
  ...lockNatives,
  ...groupNatives,
  ...atomicNatives,
  ...runtimeNatives,
];
