/** What speaks of a part's program, or of its desk, must name a part that has one. */
import type { PartDefinition } from '../parts/contract.ts';
import { checkDesignName, checkUnique, type Lesson } from './checkLesson.ts';
import { START } from './designNames.ts';
import { deskOf } from './desks.ts';
import { type Path, quoted, unknownName } from './problem.ts';
import { codeSettingOf } from './programs.ts';

/** @param design where it must be; null: in any design */
export function checkProgramPart(lesson: Lesson, part: string, design: string | null, path: Path): void {
  const wanted: Wanted = {
    has: (kind) => codeSettingOf(kind) !== null,
    expected: 'a part with a setting that holds a program',
    lacks: 'which carries no program',
  };
  checkPart(lesson, part, design, path, wanted);
}

export function checkDeskPart(lesson: Lesson, part: string, path: Path): void {
  const expected = 'a part whose code, signatures or retrieval can be looked at';
  const wanted = {
    has: (kind: PartDefinition) => deskOf(kind) !== null,
    expected,
    lacks: 'which has no desk',
  };
  checkPart(lesson, part, null, path, wanted);
}

interface Wanted {
  readonly has: (kind: PartDefinition) => boolean;
  readonly expected: string;
  /** "which carries no program" */
  readonly lacks: string;
}

function checkPart(
  { scopes, findings, blind }: Lesson,
  part: string,
  design: string | null,
  path: Path,
  { has, expected, lacks }: Wanted,
): void {
  if (blind) return;
  const chosen = design === null ? [...scopes.values()] : [scopes.get(design)];
  const kinds = chosen.flatMap((scope) => scope?.parts.get(part) ?? []);
  if (kinds.length === 0) {
    const known = chosen.flatMap((scope) => [...(scope?.parts.keys() ?? [])]);
    findings.push({ path, ...unknownName('part', part, new Set(known)) });
  } else if (!kinds.some(has)) {
    const says = `The part ${quoted(part)} is a ${kinds[0]!.spec.kind}, ${lacks}.`;
    findings.push({ path, found: quoted(part), expected, says });
  }
}

export function checkProofs(lesson: Lesson): void {
  const proofs = lesson.scenario.proofs ?? [];
  checkUnique(lesson, 'proof', proofs, 'id', ['proofs']);
  proofs.forEach(({ part, design = START }, i) => {
    const isKnown = checkDesignName(lesson, design, ['proofs', i, 'design']);
    if (isKnown) checkProgramPart(lesson, part, design, ['proofs', i, 'part']);
  });
}
