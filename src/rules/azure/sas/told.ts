/** What a storage account tells whoever makes links to it, at some moment: plain data. */
import type { SasAccount } from './account.ts';

export interface ToldBlob {
  readonly container: string;
  readonly blob: string;
  readonly size: number;
  /** SHA-256 in hex, of a file that somebody dropped; null where nobody knows its bytes. */
  readonly hash: string | null;
  /** It is in the Archive tier, or still on its way out of it: it can be told of, and not be read. */
  readonly isArchived: boolean;
}

export interface StorageTold {
  readonly account: SasAccount;
  readonly blobs: readonly ToldBlob[];
  /** Nothing else is there. */
  readonly isWhole: boolean;
}
