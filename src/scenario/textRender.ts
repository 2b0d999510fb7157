/** Plain values as YAML text, in the style of the scenarios of the house. */
import { Scalar, stringify } from 'yaml';

export const isMapValue = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys without a value are written nowhere. */
export const entriesOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, one]) => one !== undefined);

const ONE_LINE = { lineWidth: 0, flowCollectionPadding: false, collectionStyle: 'flow' } as const;

/** On one line, to stand among others within brackets. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (!isMapValue(value)) return flowScalar(value);
  const entries = entriesOf(value).map(([key, one]) => `${flowScalar(key)}: ${flowText(one)}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}

/** @param style of the scalar that stood there before */
function flowScalar(value: unknown, style?: Scalar.Type): string {
  if (typeof value !== 'string') return stringify([value], ONE_LINE).trim().slice(1, -1);
  const text = stringify([styled(value, style)], ONE_LINE)
    .trim()
    .slice(1, -1);
  // What takes more than one line in YAML takes one in JSON, which YAML reads as well.
  return text.includes('\n') || text === '' ? JSON.stringify(value) : text;
}

function styled(value: string, style: Scalar.Type | undefined): Scalar {
  const scalar = new Scalar(value);
  if (style) scalar.type = style;
  return scalar;
}

/** A scalar in brackets, with the quotes that stood around the one before. */
export function scalarInFlow(value: unknown, style: Scalar.Type | undefined): string {
  return flowScalar(value, style === 'QUOTE_DOUBLE' || style === 'QUOTE_SINGLE' ? style : undefined);
}

/** Lines of a value that stands behind `key:` or a dash; the first may be empty, the others are indented by two. */
export function hangingLines(value: unknown, style?: Scalar.Type): readonly string[] {
  if (isBlock(value)) return ['', ...blockLines(value).map(indented)];
  if (typeof value !== 'string') return [flowText(value)];
  const folds = style === 'BLOCK_FOLDED';
  const text = stringify({ k: styled(value, style) }, { lineWidth: folds ? 116 : 0 });
  const [first, ...others] = text.slice(3).replace(/\n$/, '').split('\n');
  return [first!.trimStart(), ...others];
}

/** Lines of a collection that begins at the margin. */
function blockLines(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.flatMap(itemLines)
    : entriesOf(value as object).flatMap(([key, one]) => pairLines(key, one));
}

export function pairLines(key: string, value: unknown): readonly string[] {
  const [first, ...others] = hangingLines(value);
  return [first === '' ? `${flowScalar(key)}:` : `${flowScalar(key)}: ${first}`, ...others];
}

export function itemLines(value: unknown): readonly string[] {
  if (isBlock(value)) {
    const [first, ...others] = blockLines(value);
    return [`- ${first}`, ...others.map(indented)];
  }
  const [first, ...others] = hangingLines(value);
  return [`- ${first}`, ...others];
}

/** A whole file. */
export function fileLines(value: object): readonly string[] {
  return entriesOf(value).flatMap(([key, one]) => {
    const lines = pairLines(key, one);
    return isBlock(one) ? ['', ...lines] : lines;
  });
}

const indented = (line: string): string => (line === '' ? '' : `  ${line}`);

/** Maps, and lists of sentences; positions, moments and lists of names stand on one line. */
export function isBlock(value: unknown): boolean {
  if (isMapValue(value)) return entriesOf(value).length > 0;
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.some((one) =>
    typeof one === 'string' ? /[\s[\]{},]/.test(one) : typeof one === 'object' && one !== null,
  );
}
