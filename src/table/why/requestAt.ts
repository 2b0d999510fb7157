import type { Lab } from '../../lab/client.ts';

/** Events looked at: those of one tick, of which there may be many in a storm. */
const LOOKED_AT = 500;

/**
 * Whose request something on a wire belongs to: the one whose call or answer came in at that part at that tick.
 * @param part where it arrives, by index @param arrives tick @returns null for what belongs to nobody, such as a receive
 */
export async function requestAt(lab: Lab, part: number, arrives: number): Promise<number | null> {
  const lines = await lab.log(arrives, LOOKED_AT);
  const line = lines.findLast(
    ({ at, part: there, request }) => at === arrives && there === part && request >= 0,
  );
  return line?.request ?? null;
}

/** The request that last went wrong at a part, as far as the last events tell; null when none did. */
export async function badRequestAt(lab: Lab, part: number, until: number): Promise<number | null> {
  const lines = await lab.log(until, LOOKED_AT);
  return lines.findLast((line) => line.part === part && line.isBad && line.request >= 0)?.request ?? null;
}
