/** One thing that could be typed. */
export interface Choice {
  readonly label: string;
  /** Stands beside it: a few words. */
  readonly detail: string;
  /** What it means, while it is the one that would be taken. */
  readonly info?: string;
  /** What is put in; the label when absent. `‸` stands where the cursor goes. */
  readonly put?: string;
  readonly is: 'key' | 'value' | 'name' | 'figure' | 'word';
  /** Above what is as near to what was typed, or below it. */
  readonly rank?: number;
}

export interface Choices {
  /** What of the text a choice takes the place of. */
  readonly from: number;
  readonly to: number;
  readonly choices: readonly Choice[];
}
