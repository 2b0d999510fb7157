/** A cover that somebody drew: whether it has words for those who do not see it, and colours that can be seen. */
import type { LessonFinding } from './lessonSaid.ts';

/** WCAG 2.2, 1.4.11: graphics that carry meaning. */
const CONTRAST_MIN = 3;

export interface Ground {
  /** "light paper" */
  readonly name: string;
  /** `#rrggbb` */
  readonly colour: string;
}

/** @param svg its text @param grounds what it is drawn on */
export function coverFindings(svg: string, grounds: readonly Ground[]): readonly LessonFinding[] {
  const found: LessonFinding[] = [];
  const tell = (severity: LessonFinding['severity'], says: string) =>
    found.push({ severity, where: [], says });
  const hasTitle = /<title\b[^>]*>\s*[^\s<][^<]*<\/title>/.test(svg);
  const hasLabel = /<svg\b[^>]*\baria-label\s*=\s*(?:"[^"]*\S[^"]*"|'[^']*\S[^']*')/.test(svg);
  if (!hasTitle && !hasLabel)
    tell('problem', 'The cover has no <title>: nobody who listens learns what is on it.');
  for (const colour of literalColours(svg)) {
    const faint = grounds.filter((ground) => contrast(colour, ground.colour) < CONTRAST_MIN);
    if (faint.length === 0) continue;
    const where = faint.map(
      ({ name, colour: paper }) => `${contrast(colour, paper).toFixed(1)} to 1 on ${name}`,
    );
    const says = `The colour ${colour} of the cover is hard to see: ${where.join(', ')}; at least ${CONTRAST_MIN} to 1 is needed. Use a token of the lab, such as var(--ink), which fits both.`;
    tell('hint', says);
  }
  return found;
}

/** Those that are written as they are; the fallback of a token is only for those who draw. */
function literalColours(svg: string): readonly string[] {
  const bare = svg.replace(/var\(\s*--[\w-]+\s*(?:,[^()]*(?:\([^()]*\))?[^()]*)?\)/g, '');
  const written = bare.matchAll(/(?:fill|stroke|color|stop-color)\s*[=:]\s*["']?\s*(#[\da-f]{3,8})\b/gi);
  return [...new Set([...written].flatMap(([, hex]) => sixDigits(hex!) ?? []))];
}

/** Without what it lets through; null for what is no colour. */
function sixDigits(hex: string): string | null {
  const digits = hex.slice(1).toLowerCase();
  if (digits.length === 3 || digits.length === 4)
    return `#${[...digits.slice(0, 3)].map((digit) => digit + digit).join('')}`;
  return digits.length === 6 || digits.length === 8 ? `#${digits.slice(0, 6)}` : null;
}

/** WCAG 2 contrast ratio, 1 to 21. @param a @param b `#rrggbb` */
export function contrast(a: string, b: string): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
