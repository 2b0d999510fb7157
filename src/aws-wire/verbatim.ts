/**
 * In letters `{n}` stands for a number (`rules/letter.ts`); in a program's own texts it is what it is. A sign for private
 * use keeps the two apart on the way through the model.
 */
const KEPT = '{\u{E000}n}';

export function kept(text: string): string {
  return text.replaceAll('{n}', KEPT);
}

export function asWritten(text: string): string {
  return text.replaceAll(KEPT, '{n}');
}
