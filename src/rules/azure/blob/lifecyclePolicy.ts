/** A lifecycle policy as plain rules: https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-overview */

export const TIER_ACTIONS = ['tierToCool', 'tierToCold', 'tierToArchive'] as const;
/** From dear to cheap. */
export const ACTIONS = [...TIER_ACTIONS, 'delete'] as const;
export type LifecycleAction = (typeof ACTIONS)[number];

/** What an age counts from. */
export type AgeOf = 'modification' | 'creation' | 'access';

/** Due when it is older than so many days, and its last change of tier too, where that is asked for. */
export interface Due {
  readonly since: AgeOf;
  readonly moreThan: number;
  readonly tierChangedMoreThan: number | null;
}

export type Actions = Readonly<Partial<Record<LifecycleAction, Due>>>;

/** What a rule acts on. */
export const SUBJECTS = ['baseBlob', 'snapshot', 'version'] as const;
export type Subject = (typeof SUBJECTS)[number];

export const BLOB_TYPES = ['blockBlob', 'appendBlob'] as const;
export type PolicyBlobType = (typeof BLOB_TYPES)[number];

export interface TagCondition {
  readonly name: string;
  readonly value: string;
}

export interface Rule {
  readonly name: string;
  readonly enabled: boolean;
  readonly blobTypes: readonly PolicyBlobType[];
  /** `container/start-of-name`; none is everything. */
  readonly prefixes: readonly string[];
  /** All of them. */
  readonly tags: readonly TagCondition[];
  readonly actions: Readonly<Record<Subject, Actions>>;
  readonly autoTierToHotFromCool: boolean;
}

export interface Policy {
  readonly rules: readonly Rule[];
}
