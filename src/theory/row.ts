/** A row of queueing theory: a model, its parameters (times in seconds), and what theory says of it. */
export interface Row {
  readonly id: string;
  readonly model: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** null: theory gives no figure. Names ending in `_approx` are approximations, good to 5 %. */
  readonly values: Readonly<Record<string, number | null>>;
  readonly source: string;
  readonly note?: string;
}

/** One figure of one run of a row's model. */
export type Measured = Readonly<Record<string, number>>;

/** How a row is measured through real parts and wires. */
export interface Experiment {
  /** `chance`: replications and a confidence interval; `fixed`: one run, exact up to `tolerance`. */
  readonly kind: 'chance' | 'fixed';
  measure(seed: number, length: number): Measured;
  /** Largest difference allowed where nothing is drawn: what one job more or less makes. */
  readonly tolerance?: Measured;
}

export interface Check {
  readonly row: string;
  readonly model: string;
  readonly value: string;
  readonly expected: number;
  readonly measured: number;
  /** Half the width of the 99.9 % confidence interval, the 5 % of an approximation, or the tolerance. */
  readonly within: number;
  readonly kind: 'exact' | 'approximate' | 'deterministic';
  readonly holds: boolean;
  readonly source: string;
}
