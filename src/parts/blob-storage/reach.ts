/** Who answers when a region is lost. */
import { COPIES } from '../../rules/azure/blob/redundancy.ts';
import type { State } from './spec.ts';

/** Whether nobody answers: with RA- the second region may be read when the first is lost. */
export function isOut(state: State, access: 'read' | 'write'): boolean {
  if (state.failingOver) return true;
  if (!state.down || state.moved) return false;
  return access === 'write' || !COPIES[state.account.redundancy].readable;
}

/** Of a lost region: whether the second one has not got the blob yet. */
export function isBehind(
  { account, down, moved, downSince }: State,
  container: string,
  name: string,
): boolean {
  if (!down || moved || !account.journal) return false;
  const synced = downSince - account.journal.lag;
  const late = account.journal.entries.find(
    (entry) =>
      entry.of === 'blob' && entry.at > synced && entry.container === container && entry.name === name,
  );
  return late !== undefined && late.before === null;
}
