/** What somebody brought in from outside may be. */
import type { Json } from '../../rules/quantity.ts';
import type { RawSetting } from '../../scenario/types.ts';

/** A document that some setting of a part, or of a wire, is written in. */
export interface FoundDocument {
  /** In words, as the setting says it: "an SNS filter policy". */
  readonly document: string;
  readonly value: Json;
  /** What stood beside it and is a setting of the same wire or part: its scope, for instance. */
  readonly beside: Readonly<Record<string, RawSetting>>;
}

/** The RedrivePolicy of an SQS queue. */
export interface Redrive {
  /** The name of the dead-letter queue: the last piece of its ARN. */
  readonly target: string;
  readonly maxReceiveCount: number;
}

export type Found =
  | { readonly what: 'scenario' }
  /** Lines with the moments of requests; `readTimes` reads them. */
  | { readonly what: 'times' }
  /** One document, and all that it may be: the likeliest first. */
  | { readonly what: 'document'; readonly documents: readonly FoundDocument[] }
  | { readonly what: 'redrive'; readonly policy: Redrive }
  | { readonly what: 'program'; readonly source: string }
  | {
      readonly what: 'nothing';
      /** Where, what, and what was expected. */
      readonly says: string;
      /** What the readers that came near have to say. */
      readonly details: readonly string[];
    };

/** What can be put into a design. */
export type Landable =
  | Extract<Found, { what: 'document' | 'redrive' | 'program' }>
  | {
      readonly what: 'moments';
      /** As a scenario writes them, rising. */
      readonly moments: readonly string[];
    };

export const nothing = (says: string, details: readonly string[] = []): Found => ({
  what: 'nothing',
  says,
  details,
});
