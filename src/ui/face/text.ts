export type Family = 'sans' | 'bold' | 'mono';

const NARROW = " iljtfrI.,:;'|!()[]·";
const WIDE = 'mwMW@%…';

/** An estimate in px, within some 6 % for Inter: SVG cuts no text by itself, and to measure one costs a layout. */
export function textWidth(text: string, size: number, family: Family): number {
  let em = 0;
  for (const letter of text) em += family === 'mono' ? 0.6 : letterWidth(letter);
  return em * size * (family === 'bold' ? 1.05 : 1);
}

/** The text, or as much of it as fits and an ellipsis. */
export function fitText(text: string, width: number, size: number, family: Family): string {
  if (textWidth(text, size, family) <= width) return text;
  for (let end = text.length - 1; end > 0; end--) {
    const cut = `${text.slice(0, end).trimEnd()}…`;
    if (textWidth(cut, size, family) <= width) return cut;
  }
  return '';
}

function letterWidth(letter: string): number {
  if (NARROW.includes(letter)) return 0.3;
  if (WIDE.includes(letter)) return 0.88;
  return /[A-Z0-9]/.test(letter) ? 0.64 : 0.57;
}
