/** What the rules ask of a tokenizer. The real one is 1.2 MB and lives in tokens.ts, which only the Worker of RAG loads. */

export interface Tokenizer {
  /** Shown beside every figure in tokens. */
  readonly name: string;
  count(text: string): number;
  /** The place of the character where each token begins; as many as there are tokens. */
  starts(text: string): Int32Array;
}

/** The text as far as so many tokens go. */
export function headOf(text: string, tokens: number, tokenizer: Tokenizer): string {
  if (tokens <= 0) return '';
  const starts = tokenizer.starts(text);
  return tokens >= starts.length ? text : text.slice(0, starts[tokens]);
}
