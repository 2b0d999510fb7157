import { SET } from '../engine/part.ts';
import { readDuration } from '../rules/quantity.ts';
import type { Catalog } from './catalog.ts';
import { checkMetrics } from './checkMetrics.ts';
import { misread, readSettings } from './checkParts.ts';
import { checkChanges, nameOfChange, readChange } from './checkSet.ts';
import type { Draft, Written } from './draft.ts';
import { RESERVED } from './limits.ts';
import { type Finding, type Path, quoted, unknownName } from './problem.ts';
import type { ActText, RawSetting } from './types.ts';

export interface DesignAct {
  readonly id: string | null;
  readonly part: string;
  readonly act: string;
  /** What the screen calls it. */
  readonly name: string;
  /** Ticks. */
  readonly at: number;
  /** Ticks; null for an act that happens at once. It may lie behind the end of the run. */
  readonly end: number | null;
  /** In the engine's units: of the act; for `set`, those of the part that it changes. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What differs from the defaults, as written. */
  readonly written: Readonly<Record<string, RawSetting>>;
}

/** @param length of the run in ticks */
export function checkActs(
  draft: Draft,
  catalog: Catalog,
  length: number,
  findings: Finding[],
): readonly DesignAct[] {
  const ids = new Set<string>();
  const changes = new Map<string, (DesignAct & { readonly path: Path })[]>();
  const acts = draft.acts.flatMap((written) => {
    const { id } = written.text;
    if (id !== undefined && ids.has(id)) {
      const says = `There are two acts with the id ${id}.`;
      findings.push({ path: [...written.path, 'id'], found: quoted(id), expected: 'an id of its own', says });
    }
    if (id !== undefined && RESERVED.includes(id)) {
      const says = `An act cannot have the id ${id}: claims use the word.`;
      findings.push({ path: [...written.path, 'id'], found: quoted(id), expected: 'another id', says });
    }
    if (id !== undefined) ids.add(id);
    const act = actOf(written, draft, catalog, length, findings);
    if (act?.act === SET) {
      const sofar = changes.get(act.part) ?? [];
      changes.set(act.part, [...sofar, { ...act, path: written.path }]);
    }
    return act ?? [];
  });
  for (const [id, ofPart] of changes) {
    const part = draft.parts.get(id)!;
    checkChanges(part, catalog.get(part.text.kind)!, ofPart, length, findings);
  }
  return acts;
}

function actOf(
  { text, path }: Written<ActText>,
  draft: Draft,
  catalog: Catalog,
  length: number,
  findings: Finding[],
): DesignAct | null {
  const at = readDuration(text.at);
  if (!at.ok) findings.push(misread('at', text.at, at.expected, [...path, 'at']));
  else if (at.value >= length)
    findings.push(misread('at', text.at, 'a moment before the end of the run', [...path, 'at']));
  const lasting = text.for === undefined ? null : readDuration(text.for);
  if (lasting && !lasting.ok) findings.push(misread('for', text.for, lasting.expected, [...path, 'for']));
  else if (lasting?.ok && lasting.value <= 0)
    findings.push(misread('for', text.for, 'more than 0s', [...path, 'for']));
  const part = draft.parts.get(text.part);
  if (!part) {
    findings.push({ path: [...path, 'part'], ...unknownName('part', text.part, draft.parts.keys()) });
    return null;
  }
  const kind = catalog.get(part.text.kind);
  if (!kind) return null;
  const partName = part.text.name ?? text.part;
  const begin = at.ok ? at.value : 0;
  const lastsUntil = begin + (lasting?.ok ? lasting.value : Math.max(length - begin, 1));
  const common = { id: text.id ?? null, part: text.part, act: text.act, at: begin, written: text.with ?? {} };
  const raw = Object.entries(text.with ?? {}).map(
    ([name, one]) => [name, { text: one, path: [...path, 'with', name] }] as const,
  );
  if (text.act === SET) {
    checkMetrics(kind.settings, raw, draft.parts, catalog, findings);
    const settings = readChange({ text, path }, kind, findings);
    return { ...common, name: text.name ?? nameOfChange(text, partName), end: lastsUntil, settings };
  }
  if (!Object.hasOwn(kind.acts, text.act)) {
    findings.push({
      path: [...path, 'act'],
      ...unknownName(`act on ${part.text.kind}`, text.act, [...Object.keys(kind.acts), SET]),
    });
    return null;
  }
  const spec = kind.acts[text.act]!;
  if (!spec.lasts && text.for !== undefined) {
    const says = `${text.act} happens at once and has no length; leave out for.`;
    findings.push({ path: [...path, 'for'], onKey: true, found: quoted(text.for), expected: 'no for', says });
  }
  checkMetrics(spec.settings, raw, draft.parts, catalog, findings);
  const settings = readSettings(spec.settings, new Map(raw), `setting of the act ${text.act}`, findings);
  const name = text.name ?? `${spec.title}: ${partName}`;
  return { ...common, name, end: spec.lasts ? lastsUntil : null, settings };
}
