/** What a desk knows of the storage account that its links lead to. */
import type { StorageTold, ToldBlob } from '../rules/azure/sas/told.ts';

export interface Held extends ToldBlob {
  /** It was there before anybody came, and cannot be taken away here. */
  readonly isFixed?: boolean;
}

/** The account as it stands at the moment. */
export interface World extends Omit<StorageTold, 'blobs'> {
  readonly nowMs: number;
  readonly held: readonly Held[];
}

export const heldIn = ({ held }: World, container: string, blob: string): Held | null =>
  held.findLast((one) => one.container === container && one.blob === blob) ?? null;
