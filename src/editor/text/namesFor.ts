/** The names of a scenario that a value may be. */
import { SET } from '../../engine/part.ts';
import { MINE } from '../../scenario/designNames.ts';
import { deskOf } from '../../scenario/desks.ts';
import { codeSettingOf } from '../../scenario/programs.ts';
import { flowText } from '../../scenario/textRender.ts';
import type { Choice } from './choice.ts';
import { type About, actsIn, chartsIn, designsIn, partsIn, wireLabelsIn } from './known.ts';
import type { Role } from './roles.ts';
import { actedOn, setAct } from './settingsAt.ts';
import { saidBy } from './twig.ts';
import { twigAt, type Where } from './where.ts';
import { fromChoices, toChoices } from './wireWords.ts';

export function namesFor(about: About, role: Role, where: Where): readonly Choice[] {
  const owner = where.path.slice(0, -1);
  switch (role) {
    case 'kind':
      return [...about.catalog.values()].map(({ spec, title, says }) => ({
        label: spec.kind,
        detail: title,
        info: says,
        is: 'value',
      }));
    case 'part':
      return parts(about, () => true);
    case 'programPart':
      return parts(about, ({ kind }) => codeSettingOf(kind ?? undefined) !== null);
    case 'deskPart':
      return parts(about, ({ kind }) => deskOf(kind ?? undefined) !== null);
    case 'design':
      return named(designsIn(about));
    case 'presetDesign':
      return [...named(designsIn(about)), { label: MINE, detail: 'the learner’s own', is: 'name' }];
    case 'wireFrom':
      return fromChoices(about, '');
    case 'wireTo':
      return toChoices(about, saidBy(twigAt(about.read.root, [...owner, 'from'])));
    case 'ownWire':
      return wires(about);
    case 'spot':
      return [...parts(about, () => true), ...wires(about)];
    case 'act': {
      const kind = actedOn(about, owner);
      if (!kind) return [];
      const acts = [...Object.entries(kind.acts), [SET, setAct(kind)] as const];
      return acts.map(([label, { title, says }]) => ({ label, detail: title, info: says, is: 'value' }));
    }
    case 'actId':
      return named(actsIn(about));
    case 'chart':
      return chartsIn(about).map((title) => ({
        label: title,
        detail: 'a chart',
        put: where.quotes === '' ? flowText(title) : title,
        is: 'name',
      }));
    default:
      return [];
  }
}

type Known = ReturnType<typeof partsIn> extends ReadonlyMap<string, infer P> ? P : never;

const parts = (about: About, fits: (part: Known) => boolean): readonly Choice[] =>
  [...partsIn(about)]
    .filter(([, part]) => fits(part))
    .map(([label, { kind, name }]) => ({
      label,
      detail: [kind?.title, name].filter(Boolean).join(', ') || 'a part',
      is: 'name',
    }));

const named = (names: ReadonlyMap<string, string>): readonly Choice[] =>
  [...names].map(([label, detail]) => ({ label, detail, is: 'name' }));

const wires = (about: About): readonly Choice[] =>
  wireLabelsIn(about).map((label) => ({ label, detail: 'a wire', is: 'name' }));
