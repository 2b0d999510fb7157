/**
 * Older files are read for ever: each step changes a document of one format into the next. Steps work on the YAML
 * document, not on its values, so that every problem still has its line and the author's comments survive a save.
 */
import { type Document, isMap, isScalar, type YAMLMap } from 'yaml';
import { FORMAT } from './limits.ts';

type Step = (root: YAMLMap) => void;

/** The n-th step turns format n into n + 1. */
const STEPS: readonly Step[] = [
  /** Format 0, of the first drafts, called the duration `length`. */
  (root) => rename(root, 'length', 'duration'),
];

/** Brings the document to today's format if its own is an older one; any other is left for the checks to refuse. */
export function migrate(doc: Document.Parsed): void {
  const root = doc.contents;
  if (!isMap(root)) return;
  const format = root.items.find((pair) => isScalar(pair.key) && pair.key.value === 'format')?.value;
  if (!isScalar(format) || typeof format.value !== 'number') return;
  const from = format.value;
  if (!Number.isInteger(from) || from < 0 || from >= FORMAT) return;
  for (const step of STEPS.slice(from)) step(root as YAMLMap);
  format.value = FORMAT;
  // Without it the old number would be written again on save.
  format.source = String(FORMAT);
}

function rename(map: YAMLMap, from: string, to: string): void {
  for (const { key } of map.items)
    if (isScalar(key) && key.value === from) Object.assign(key, { value: to, source: to });
}
