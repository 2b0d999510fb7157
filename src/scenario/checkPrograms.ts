/** What speaks of a part's program must name a part that carries one. */
import { checkDesignName, checkUnique, type Lesson } from './checkLesson.ts';
import { START } from './designNames.ts';
import { type Path, quoted, unknownName } from './problem.ts';
import { codeSettingOf } from './programs.ts';

/** @param design where it must be; null: in any design */
export function checkProgramPart(
  { scopes, findings, blind }: Lesson,
  part: string,
  design: string | null,
  path: Path,
): void {
  if (blind) return;
  const chosen = design === null ? [...scopes.values()] : [scopes.get(design)];
  const kinds = chosen.flatMap((scope) => scope?.parts.get(part) ?? []);
  const expected = 'a part with a setting that holds a program';
  if (kinds.length === 0) {
    const known = chosen.flatMap((scope) => [...(scope?.parts.keys() ?? [])]);
    findings.push({ path, ...unknownName('part', part, new Set(known)) });
  } else if (!kinds.some((kind) => codeSettingOf(kind) !== null)) {
    const says = `The part ${quoted(part)} is a ${kinds[0]!.spec.kind}, which carries no program.`;
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
