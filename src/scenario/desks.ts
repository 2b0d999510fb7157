/** Desks that lie on the stage in the place of the system: of a part's code, its signatures, its retrieval. */
import type { PartDefinition } from '../parts/contract.ts';
import { codeSettingOf } from './programs.ts';

export type DeskAbout = 'code' | 'signature' | 'retrieval';

/** @returns null when parts of this kind have none */
export function deskOf(kind: PartDefinition | undefined): DeskAbout | null {
  return codeSettingOf(kind) === null ? (kind?.desk?.about ?? null) : 'code';
}
