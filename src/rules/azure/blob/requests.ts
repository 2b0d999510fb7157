/** What can be asked of a storage account, and what it answers. */
import type { BlobKind, Block, Charge, EarlyDeletion, Priority, Span, Texts, Tier } from './types.ts';

export interface Conditions {
  /** An ETag, or `*`. */
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
  /** Ticks; compared in whole seconds, as the headers are. */
  readonly ifModifiedSince?: number;
  readonly ifUnmodifiedSince?: number;
}

interface ToContainer {
  readonly container: string;
}
interface ToBlob extends ToContainer {
  readonly name: string;
  readonly conditions?: Conditions;
  readonly leaseId?: string;
}
interface ToVersion extends ToBlob {
  readonly snapshot?: number;
}
export interface Body {
  readonly size: number;
  readonly hash?: string;
  readonly file?: string;
}
interface Described {
  readonly metadata?: Texts;
  readonly tags?: Texts;
  readonly tier?: Tier;
  readonly contentType?: string;
}

export interface CreateContainer extends ToContainer {
  readonly op: 'createContainer';
}
export interface DeleteContainer extends ToContainer {
  readonly op: 'deleteContainer';
}
export interface ListBlobs extends ToContainer {
  readonly op: 'listBlobs';
  readonly prefix?: string;
  readonly delimiter?: string;
  readonly marker?: string;
  readonly maxResults?: number;
  readonly include?: readonly ('snapshots' | 'uncommittedblobs')[];
}
export interface PutBlob extends ToBlob, Body, Described {
  readonly op: 'putBlob';
  readonly kind: BlobKind;
}
export interface PutBlock extends ToBlob, Body {
  readonly op: 'putBlock';
  readonly blockId: string;
}
/** Where a block of the list is looked for: `latest` tries the uncommitted first. */
export interface ListedBlock {
  readonly id: string;
  readonly from: 'committed' | 'uncommitted' | 'latest';
}
export interface PutBlockList extends ToBlob, Described {
  readonly op: 'putBlockList';
  readonly blocks: readonly ListedBlock[];
  readonly hash?: string;
  readonly file?: string;
}
export interface GetBlockList extends ToBlob {
  readonly op: 'getBlockList';
}
export interface AppendBlock extends ToBlob, Body {
  readonly op: 'appendBlock';
  /** x-ms-blob-condition-appendpos */
  readonly appendPosition?: number;
  /** x-ms-blob-condition-maxsize */
  readonly maxSize?: number;
}
export interface PutPage extends ToBlob {
  readonly op: 'putPage';
  readonly write: 'update' | 'clear';
  /** First and last byte, as the Range header has them. */
  readonly from: number;
  readonly to: number;
}
export interface GetPageRanges extends ToBlob {
  readonly op: 'getPageRanges';
}
export interface GetBlob extends ToVersion {
  readonly op: 'getBlob';
  /** First and last byte; without a last one, to the end. */
  readonly range?: { readonly from: number; readonly to?: number };
}
export interface GetProperties extends ToVersion {
  readonly op: 'getProperties';
}
export interface SetMetadata extends ToBlob {
  readonly op: 'setMetadata';
  readonly metadata: Texts;
}
export interface GetTags extends ToBlob {
  readonly op: 'getTags';
}
export interface SetTags extends ToBlob {
  readonly op: 'setTags';
  readonly tags: Texts;
}
export interface SetTier extends ToBlob {
  readonly op: 'setTier';
  readonly tier: Tier;
  /** x-ms-rehydrate-priority */
  readonly priority?: Priority;
}
export interface CopyBlob extends ToBlob {
  readonly op: 'copyBlob';
  readonly source: { readonly container: string; readonly name: string; readonly snapshot?: number };
  readonly tier?: Tier;
  readonly priority?: Priority;
  readonly metadata?: Texts;
}
export interface SnapshotBlob extends ToBlob {
  readonly op: 'snapshotBlob';
}
export interface DeleteBlob extends ToVersion {
  readonly op: 'deleteBlob';
  /** x-ms-delete-snapshots */
  readonly snapshots?: 'include' | 'only';
}
export interface LeaseBlob extends ToBlob {
  readonly op: 'leaseBlob';
  readonly action: 'acquire' | 'renew' | 'change' | 'release' | 'break';
  /** -1 for ever; 15 to 60 else. */
  readonly durationS?: number;
  readonly proposedId?: string;
  /** 0 to 60. */
  readonly breakPeriodS?: number;
}

export type ContainerRequest = CreateContainer | DeleteContainer | ListBlobs;
export type BlobRequest =
  | PutBlob
  | PutBlock
  | PutBlockList
  | GetBlockList
  | AppendBlock
  | PutPage
  | GetPageRanges
  | GetBlob
  | GetProperties
  | SetMetadata
  | GetTags
  | SetTags
  | SetTier
  | CopyBlob
  | SnapshotBlob
  | DeleteBlob
  | LeaseBlob;
export type StoreRequest = ContainerRequest | BlobRequest;

export interface ListedBlob {
  readonly name: string;
  readonly snapshot: number | null;
  readonly committed: boolean;
  readonly size: number;
  readonly tier: Tier | null;
}

/** An answer of success: the status of HTTP, what it cost, and whatever this request asked for. */
export interface StoreAnswer {
  readonly status: number;
  readonly charges: readonly Charge[];
  readonly early: readonly EarlyDeletion[];
  readonly etag?: string;
  readonly blob?: BlobProperties;
  /** Bytes in the body. */
  readonly bytes?: number;
  readonly file?: string | null;
  readonly blobs?: readonly ListedBlob[];
  /** Virtual folders. */
  readonly prefixes?: readonly string[];
  /** Where the next page of a list begins; absent on the last. */
  readonly nextMarker?: string;
  readonly committed?: readonly Block[];
  readonly uncommitted?: readonly Block[];
  readonly pages?: readonly Span[];
  readonly tags?: Texts;
  readonly snapshot?: number;
  readonly leaseId?: string;
  /** Seconds until a broken lease is over. */
  readonly leaseTimeS?: number;
  /** Where an append landed. */
  readonly appendOffset?: number;
}

export type LeaseState = 'available' | 'leased' | 'expired' | 'breaking' | 'broken';

/** What Get Blob Properties says. */
export interface BlobProperties {
  readonly name: string;
  readonly kind: BlobKind;
  readonly etag: string;
  readonly created: number;
  readonly modified: number;
  readonly accessed: number | null;
  readonly size: number;
  readonly hash: string | null;
  readonly contentType: string;
  readonly metadata: Texts;
  readonly tagCount: number;
  /** null where there are no tiers: append and page blobs. */
  readonly tier: Tier | null;
  readonly tierInferred: boolean;
  /** null when it never changed. */
  readonly tierChanged: number | null;
  /** `rehydrate-pending-to-hot`; null when nothing is pending. */
  readonly archiveStatus: string | null;
  readonly rehydratePriority: Priority | null;
  readonly leaseState: LeaseState;
  readonly leaseDuration: 'infinite' | 'fixed' | null;
}
