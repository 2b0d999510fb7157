/** What can be typed as an end of a wire. */
import { PROTOCOLS } from '../../engine/part.ts';
import type { Choice } from './choice.ts';
import { type About, partsIn, wiresIn } from './known.ts';

interface EndChoice extends Choice {
  readonly protocol: string;
}

function ends(about: About, side: 'out' | 'in'): readonly EndChoice[] {
  return [...partsIn(about)].flatMap(([id, { kind }]) =>
    Object.entries(kind?.spec.ports ?? {})
      .filter(([, port]) => port.side === side)
      .map(([name, port]) => ({
        label: `${id}.${name}`,
        detail: PROTOCOLS[port.protocol].says,
        info: `${kind!.title}: ${port.says}.`.replace('..', '.'),
        is: 'name',
        protocol: port.protocol,
      })),
  );
}

/** Ports at which a wire may begin; those that have one already stand last. */
export function fromChoices(about: About, behind: string): readonly Choice[] {
  const taken = new Set(wiresIn(about).map(({ from }) => `${from.part}.${from.port}`));
  return ends(about, 'out').map(({ protocol: _, ...choice }) => ({
    ...choice,
    put: choice.label + behind,
    rank: taken.has(choice.label) ? -1 : 1,
  }));
}

/** Ports at which a wire from another one may end: those that speak as it does, or all when it is not known. */
export function toChoices(about: About, from: string | null): readonly Choice[] {
  const begin = ends(about, 'out').find(({ label }) => label === from?.trim());
  const all = ends(about, 'in');
  const fitting = begin ? all.filter(({ protocol }) => protocol === begin.protocol) : all;
  return fitting.map(({ protocol: _, ...choice }) => choice);
}

/** @param before what stands before the cursor of a wire's short text @returns the choices, and how much of it they replace */
export function wireWords(about: About, before: string): { length: number; choices: readonly Choice[] } {
  const arrow = before.lastIndexOf('->');
  const begun = before.slice(arrow < 0 ? 0 : arrow + 2).trimStart();
  const { length } = begun;
  if (arrow >= 0) {
    const blank = before.endsWith('->') ? ' ' : '';
    const choices = toChoices(about, before.slice(0, arrow));
    return { length, choices: choices.map((choice) => ({ ...choice, put: blank + choice.label })) };
  }
  if (!/^\S+\s+-?$/.test(before)) return { length, choices: fromChoices(about, ' -> ') };
  // Behind the first end only the arrow can come.
  const arrows: readonly Choice[] = [{ label: '->', put: '-> ', detail: 'to', is: 'word' }];
  return { length: before.endsWith('-') ? 1 : 0, choices: arrows };
}
