/**
 * In letters `{n}` stands for a number (`rules/letter.ts`); in a program's own texts it is what it is. A sign for private
 * use keeps the two apart on the way through the model; where a program has used that sign itself, there is one more.
 */
export function kept(text: string): string {
  return text.replace(/\{(\u{E000}*)n\}/gu, '{\u{E000}$1n}');
}

export function asWritten(text: string): string {
  return text.replace(/\{\u{E000}(\u{E000}*)n\}/gu, '{$1n}');
}
