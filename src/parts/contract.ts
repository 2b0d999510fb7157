/**
 * What makes a part: its behaviour for the engine, and what everybody else needs to know of it as data - settings with
 * unit, range and source, ports, metrics, acts, and the word for its state. Nobody outside a part's folder asks which
 * kind it is; whoever needs to know something new gets a new field here.
 */
import type { Distribution } from '../engine/distributions.ts';
import type { OutcomeName } from '../engine/outcome.ts';
import type { Behaviour, PartKind, PartSpec } from '../engine/part.ts';
import type { StorageTold } from '../rules/azure/sas/told.ts';
import type { Json, Read } from '../rules/quantity.ts';
import type { ServiceError } from '../rules/serviceError.ts';
import type { StationOf } from './stationSpec.ts';

interface SettingBase {
  /** One line of meaning. */
  readonly says: string;
  /** Where the default comes from: an address, or "assumption" with a date for what nobody publishes. */
  readonly source: string;
  /** Why it stays as it is during a run, as a sentence; left out: the act `set` can change it. */
  readonly fixed?: string;
}

/** The shape of one setting. Bounds and defaults are written as in a scenario file. */
export type SettingSpec = SettingBase &
  (
    | { readonly type: 'duration'; readonly default: string; readonly min: string; readonly max: string }
    | {
        readonly type: 'optionalDuration';
        readonly default: string | null;
        readonly min: string;
        readonly max: string;
      }
    | { readonly type: 'distribution'; readonly default: string }
    | { readonly type: 'optionalDistribution'; readonly default: string | null }
    | {
        readonly type: 'count';
        readonly default: number;
        readonly min: number;
        readonly max: number;
        readonly unit: string;
      }
    | { readonly type: 'rate'; readonly default: string; readonly min: string; readonly max: string }
    | { readonly type: 'share'; readonly default: number; readonly min?: number; readonly max?: number }
    | { readonly type: 'factor'; readonly default: number; readonly min: number; readonly max: number }
    | { readonly type: 'size'; readonly default: string; readonly min: string; readonly max: string }
    | { readonly type: 'money'; readonly default: number; readonly unit: string }
    | { readonly type: 'flag'; readonly default: boolean }
    | { readonly type: 'choice'; readonly default: string; readonly choices: readonly string[] }
    /** A recorded trace: moments, counted from the start. */
    | { readonly type: 'moments'; readonly default: readonly string[] }
    /** A line of text; null where there may be none. */
    | {
        readonly type: 'text';
        readonly default: string | null;
        /** What it must look like, as a whole, and that in words: "a name of letters and digits". */
        readonly pattern: RegExp;
        readonly expected: string;
      }
    /** The source of a program; a scenario's file may name a file of its folder code/ instead (scenario/inlineCode.ts). */
    | { readonly type: 'code'; readonly default: string; readonly language: string }
    /** A figure of another part: `orders.visible`. */
    | { readonly type: 'metric'; readonly default: string | null }
    /** A document as its service writes it, such as a filter policy; null where there may be none. */
    | {
        readonly type: 'json';
        readonly default: Json;
        /** What the document is, in words: "an SNS filter policy". */
        readonly document: string;
        /** Plain data for the handlers, or what was expected. It is never given null. */
        readonly read: (written: Json) => Read<unknown>;
      }
  );

export type SettingsSpec = Readonly<Record<string, SettingSpec>>;

/** The settings that the act `set` can change while a run goes on. */
export function changeable(settings: SettingsSpec): SettingsSpec {
  return Object.fromEntries(Object.entries(settings).filter(([, { fixed }]) => fixed === undefined));
}

type ValueOf<S extends SettingSpec> = S extends { type: 'distribution' }
  ? Distribution
  : S extends { type: 'optionalDistribution' }
    ? Distribution | null
    : S extends { type: 'optionalDuration' }
      ? number | null
      : S extends { type: 'flag' }
        ? boolean
        : S extends { type: 'choice'; choices: readonly (infer C)[] }
          ? C
          : S extends { type: 'moments' }
            ? readonly number[]
            : S extends { type: 'text' | 'metric' }
              ? string | null
              : S extends { type: 'code' }
                ? string
                : S extends { type: 'json'; read: (written: Json) => Read<infer V> }
                  ? V | null
                  : number;

/** Settings of wires, by the port of this part that they are tied to. */
export type WireSettings = Readonly<Record<string, SettingsSpec>>;

/** What a part's handlers get: durations in ticks, rates a second, sizes in bytes, shares in 0..1. */
export type SettingsOf<S extends SettingsSpec> = { readonly [K in keyof S]: ValueOf<S[K]> };

export interface ActSpec {
  /** As on a button: "Lock the database". */
  readonly title: string;
  readonly says: string;
  /** An act that lasts has an end; the other kind happens at once. */
  readonly lasts: boolean;
  /** How long it lasts when somebody just presses the button; null: to the end of the run. Left out: a minute. */
  readonly usual?: string | null;
  readonly settings: SettingsSpec;
}

export type Mood = 'calm' | 'busy' | 'throttled' | 'failing' | 'down';

/** A part at one moment, for faces, words and charts: numbers only. */
export interface View<S extends SettingsSpec = SettingsSpec, P extends PartSpec = PartSpec> {
  readonly now: number;
  readonly settings: SettingsOf<S>;
  /** Levels as they stand, ages in ticks, counters and timings as totals. */
  readonly metrics: { readonly [K in keyof P['metrics']]: number };
  /** How much each counter grew in the last second or so, a second. */
  readonly rates: { readonly [K in keyof P['metrics']]: number };
}

export interface Status {
  readonly mood: Mood;
  /** One or two words that stand beside the mood's shape: "failing", "locked". */
  readonly word: string;
}

/**
 * What the chain of causes asks a part about one moment: why work waits there, why begun work takes so long, why a
 * stored message was handed out again though somebody had it (or had done with it), or why a call ended as it did.
 */
export type WhyAsked = 'waiting' | 'working' | 'handedOutAgain' | 'deleteMissed' | OutcomeName;

export interface Because {
  /** A clause in the past tense that names the part: "all 18 slots of Inventory were held"; left out: only its usual work. */
  readonly says?: string;
  /** How many things are held, and how many there are, where `says` speaks of things that are held. */
  readonly held?: number;
  readonly of?: number;
  /** The setting that decides, where nobody has done anything to the part. */
  readonly setting?: string;
  /** What came and what there was room for: "50 requests a second came to Inventory, and 12 a second were answered". */
  readonly figures?: string;
}

/** What a run of this part cost, in US dollars. */
export interface Cost {
  readonly what: string;
  readonly usd: number;
}

/** Where parts stand on the shelf that they are taken from, in this order. */
export const SHELVES = {
  programs: 'Users and programs',
  stores: 'Queues and data',
  between: 'In between',
} as const;
export type Shelf = keyof typeof SHELVES;

/** A part that can be put into a wire, so that the wire can be hurt. */
export interface Inlet {
  /** The ports that the two halves of the wire are tied to. */
  readonly into: string;
  readonly outOf: string;
  /** As written: with these it changes nothing while nobody does anything to it. */
  readonly settings: Readonly<Record<string, string | number>>;
}

/** A desk of its own on the stage, beside the system: what it is about, and what the part tells there at any moment. */
export interface DeskOf<State> {
  readonly about: 'signature';
  /** Plain data, from a state that is only looked at. */
  tell(state: State): StorageTold;
}

/** What a desk for retrieval shows and changes: each is a setting of one of the parts that a question goes through. */
export type RetrievalField =
  | 'library'
  | 'by'
  | 'size'
  | 'overlap'
  | 'dimensions'
  | 'mode'
  | 'k1'
  | 'b'
  | 'rrfK'
  | 'filter'
  | 'found'
  | 'top'
  | 'instructions'
  | 'delimit'
  | 'wholeLibrary'
  | 'contextWindow'
  | 'maxTokens'
  | 'prior'
  | 'questions';

/** A share in the desk for retrieval: the names of this part's settings there. */
export interface RetrievalShare {
  readonly about: 'retrieval';
  readonly decides: Readonly<Partial<Record<RetrievalField, string>>>;
}

export interface PartDefinition extends PartKind {
  readonly title: string;
  readonly says: string;
  readonly shelf: Shelf;
  /** Metrics of the part at work, for a small picture of it; the others are 0. */
  readonly portrait: Readonly<Record<string, number>>;
  readonly inlet?: Inlet;
  /** The level that is drawn of it where a scenario has no charts. */
  readonly charted?: string;
  readonly settings: SettingsSpec;
  /** What is set on the wires at its ports: a subscription's filter policy belongs to no part alone. */
  readonly wires: WireSettings;
  readonly acts: Readonly<Record<string, ActSpec>>;
  /** How the real service words an outcome: its error's code and text. */
  readonly errors: Readonly<Partial<Record<OutcomeName, ServiceError>>>;
  /** A part that hands a call on within the same tick; a ring of these alone would never end. */
  readonly instant: boolean;
  /** A setting that only some other one makes meaningful, or two that contradict: one sentence each. */
  check?(settings: never): readonly { readonly setting: string; readonly expected: string }[];
  status(view: never): Status;
  /** @param name of this very part, for the clauses @returns null when it has nothing to say of that */
  why?(asked: WhyAsked, view: never, name: string): Because | null;
  /** How queueing theory sees it; left out where theory has nothing to say. */
  readonly station?: StationOf<never>;
  readonly desk?: DeskOf<never> | RetrievalShare;
  cost?(settings: never, totals: Readonly<Record<string, number>>, seconds: number): readonly Cost[];
}

/** Ties a part's pieces together and checks their types against each other. */
export function definePart<P extends PartSpec, S extends SettingsSpec, State, Me>(part: {
  readonly title: string;
  readonly says: string;
  /** Left out: among the programs. */
  readonly shelf?: Shelf;
  readonly portrait?: { readonly [K in keyof P['metrics']]?: number };
  readonly inlet?: Inlet & { readonly into: keyof P['ports']; readonly outOf: keyof P['ports'] };
  readonly charted?: keyof P['metrics'] & string;
  readonly spec: P;
  readonly settings: S;
  readonly wires?: { readonly [K in keyof P['ports']]?: SettingsSpec };
  readonly errors?: Readonly<Partial<Record<OutcomeName, ServiceError>>>;
  readonly acts?: Readonly<Record<string, ActSpec>>;
  readonly instant?: boolean;
  readonly behaviour: Behaviour<Me, State, SettingsOf<S>>;
  readonly check?: (
    settings: SettingsOf<S>,
  ) => readonly { readonly setting: keyof S & string; readonly expected: string }[];
  readonly status: (view: View<S, P>) => Status;
  readonly why?: (asked: WhyAsked, view: View<S, P>, name: string) => Because | null;
  readonly station?: StationOf<SettingsOf<S>>;
  readonly desk?: DeskOf<State> | RetrievalShare;
  readonly cost?: (
    settings: SettingsOf<S>,
    totals: { readonly [K in keyof P['metrics']]: number },
    seconds: number,
  ) => readonly Cost[];
}): PartDefinition {
  return {
    acts: {},
    wires: {},
    errors: {},
    instant: false,
    shelf: 'programs',
    portrait: {},
    ...part,
  } as unknown as PartDefinition;
}
