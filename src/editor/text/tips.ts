/** What is told of the word somebody points at. */
import { SET } from '../../engine/part.ts';
import type { PartDefinition, SettingSpec } from '../../parts/contract.ts';
import { EVERYBODY, USER_FIGURES, type UserFigure } from '../../scenario/claim.ts';
import { rangeText, unitOf } from '../../table/settingText.ts';
import { STAT_SAYS, STATS, USERS_SAY, USUAL } from './figureWords.ts';
import { upper } from './keyChoices.ts';
import { type About, actsIn, designsIn, partsIn, windowsIn } from './known.ts';
import { keyRoleOf, type Role, roleOf } from './roles.ts';
import { actedOn, actSpec, settingAt } from './settingsAt.ts';
import { defaultText } from './settingValues.ts';
import { describes, expects, isNeeded, shapeAt } from './shapes.ts';
import { type Where, whereIn } from './where.ts';

export interface Fact {
  readonly name: string;
  readonly says: string;
}

/** Plain texts: whoever shows them makes no markup of them. */
export interface Told {
  readonly title: string;
  /** What sort of thing it is. */
  readonly sort: string;
  readonly says: string;
  readonly facts: readonly Fact[];
  /** Where it comes from: an address, words, or both. */
  readonly source: string | null;
}

export interface Tip extends Told {
  readonly from: number;
  readonly to: number;
}

/** @returns null where there is nothing to tell */
export function tipAt(about: About, offset: number): Tip | null {
  const where = whereIn(about.read, offset);
  if (!where || where.from === where.to) return null;
  const told = where.is === 'key' ? ofKey(about, where) : ofValue(about, where, offset);
  if (!told) return null;
  return { from: where.from, to: where.to, ...told };
}

type Said = Told & Partial<Pick<Tip, 'from' | 'to'>>;

const told = (title: string, sort: string, says: string | null, facts: readonly Fact[] = []): Told => ({
  title,
  sort,
  says: says ?? '',
  facts,
  source: null,
});

function ofKey(about: About, where: Where): Said | null {
  const path = [...where.path, where.text];
  const role = keyRoleOf(where.path);
  if (role === 'parts') return ofPart(about, where.text);
  if (role !== null) {
    const spec = settingAt(about, path);
    return spec && ofSetting(where.text, spec);
  }
  const [section, , inside] = path;
  if (
    (section === 'parts' && path.length === 2) ||
    (section === 'designs' && inside === 'add' && path.length === 4)
  )
    return ofPart(about, where.text);
  if (section === 'designs' && path.length === 2) return ofDesign(about, where.text);
  if (section === 'windows' && path.length === 2) return ofWindow(about, where.text);
  return ofFormat(path);
}

function ofValue(about: About, where: Where, offset: number): Said | null {
  const role = roleOf(where.path);
  const named = role && ofName(about, role, where, offset);
  if (named) return named;
  if (role === 'expression' || where.isProse) return null;
  const spec = settingAt(about, where.path);
  if (spec) return ofSetting(String(where.path.at(-1)), spec);
  const key = where.path.findLastIndex((step) => typeof step === 'string');
  return ofFormat(where.path.slice(0, key + 1));
}

/** A key of the format itself. */
function ofFormat(path: readonly (string | number)[]): Told | null {
  const shape = shapeAt(path);
  if (!shape) return null;
  const expected = expects(shape);
  const facts = [
    ...(expected ? [{ name: 'Expected', says: expected }] : []),
    { name: 'Needed', says: isNeeded(shape) ? 'yes' : 'no' },
  ];
  return told(String(path.at(-1)), 'key', describes(shape), facts);
}

export function ofSetting(name: string, spec: SettingSpec): Told {
  const unit = unitOf(spec);
  const facts = [
    { name: 'Type', says: TYPES[spec.type] },
    ...(unit === undefined ? [] : [{ name: 'Unit', says: unit }]),
    ...(spec.type === 'choice'
      ? [{ name: 'One of', says: spec.choices.join(', ') }]
      : rangeText(spec) === ''
        ? []
        : [{ name: 'Range', says: rangeText(spec) }]),
    { name: 'Default', says: defaultText(spec) },
    ...(spec.fixed === undefined ? [] : [{ name: 'During a run', says: `stays as it is. ${spec.fixed}` }]),
  ];
  return { ...told(name, 'setting', spec.says, facts), source: spec.source };
}

const TYPES: Readonly<Record<SettingSpec['type'], string>> = {
  duration: 'a duration',
  optionalDuration: 'a duration, or none',
  distribution: 'a duration or a law',
  optionalDistribution: 'a duration or a law, or none',
  count: 'a whole number',
  rate: 'a rate',
  share: 'a share',
  factor: 'a number',
  size: 'a size',
  money: 'an amount of money',
  flag: 'true or false',
  choice: 'a choice',
  moments: 'a list of moments',
  text: 'a text',
  code: 'a program',
  metric: 'a figure of a part',
  json: 'a document',
};

function ofName(about: About, role: Role, where: Where, offset: number): Said | null {
  const { text } = where;
  switch (role) {
    case 'kind': {
      const kind = about.catalog.get(text);
      return kind ? ofKind(kind) : null;
    }
    case 'part':
    case 'programPart':
    case 'deskPart':
      return ofPart(about, text);
    case 'design':
    case 'presetDesign':
      return ofDesign(about, text);
    case 'act': {
      const kind = actedOn(about, where.path.slice(0, -1));
      const act = kind && actSpec(kind, text);
      if (!act) return null;
      const facts = [
        {
          name: 'Lasts',
          says: act.lasts ? 'as long as for says, or to the end of the run' : 'no: it happens at once',
        },
        ...(text === SET ? [] : Object.entries(act.settings).map(([name, { says }]) => ({ name, says }))),
      ];
      return told(act.title, 'act', act.says, facts);
    }
    case 'actId':
      return ofAct(about, text);
    case 'figure':
    case 'expression': {
      const word = wordAround(text, offset - where.from);
      const said = word && ofWord(about, word.text);
      return said
        ? { ...said, from: where.from + word.at, to: where.from + word.at + word.text.length }
        : null;
    }
    case 'chart':
      return null;
    default: {
      const word = wordAround(text, offset - where.from);
      const said = word && (ofPort(about, word.text) ?? (role === 'spot' ? ofPart(about, word.text) : null));
      return said
        ? { ...said, from: where.from + word.at, to: where.from + word.at + word.text.length }
        : null;
    }
  }
}

function ofKind({ spec, title, says }: PartDefinition): Told {
  const facts = Object.entries(spec.ports).map(([name, port]) => ({
    name,
    says: `${port.side === 'in' ? 'in' : 'out'}, ${port.protocol}: ${port.says}${port.required ? ' (must be wired)' : ''}`,
  }));
  return told(title, spec.kind, says, facts);
}

function ofPart(about: About, id: string): Told | null {
  const part = partsIn(about).get(id);
  if (!part) return null;
  const { kind, name } = part;
  return told(name ?? id, kind ? `${id}, ${kind.spec.kind}` : id, kind?.says ?? 'Its kind is not known.');
}

function ofDesign(about: About, name: string): Told | null {
  const title = designsIn(about).get(name);
  return title === undefined ? null : told(name, 'design', title);
}

function ofAct(about: About, id: string): Told | null {
  const says = actsIn(about).get(id);
  return says === undefined ? null : told(id, 'act', upper(says));
}

function ofWindow(about: About, name: string): Told | null {
  const says = windowsIn(about).get(name);
  return says === undefined ? null : told(name, 'window', `${upper(says)}.`);
}

function ofPort(about: About, word: string): Told | null {
  const [id, name] = word.split('.');
  const kind = partsIn(about).get(id ?? '')?.kind;
  if (!kind || name === undefined || !Object.hasOwn(kind.spec.ports, name)) return null;
  const { side, protocol, says } = kind.spec.ports[name]!;
  return told(word, `${side} port of ${kind.spec.kind}`, upper(says), [{ name: 'Speaks', says: protocol }]);
}

/** A word of an expression: a figure, a window, a statistic. */
function ofWord(about: About, word: string): Told | null {
  const [part = '', metric, stat] = word.split(/\.(?!\d)/);
  if (metric === undefined) {
    if (windowsIn(about).has(word) && word !== 'run') return ofWindow(about, word);
    if (word === 'cost') return told('cost', 'figure', 'The price of the whole run in US dollars.');
    if (partsIn(about).has(word)) return ofPart(about, word);
    return Object.hasOwn(STAT_SAYS, word) ? told(word, 'statistic', STAT_SAYS[word]!) : null;
  }
  const kind = partsIn(about).get(part)?.kind;
  const metrics = kind?.spec.metrics ?? {};
  if (Object.hasOwn(metrics, metric)) {
    const { type, unit, says, realName } = metrics[metric]!;
    const usual = USUAL[type];
    const facts = [
      { name: 'Type', says: type },
      ...(type === 'level' || type === 'counter' ? [{ name: 'Unit', says: unit }] : []),
      ...(realName ? [{ name: 'Real name', says: realName }] : []),
      {
        name: 'Statistics',
        says: `${STATS[type].join(', ')}${usual ? `; ${usual} when none is written` : ''}`,
      },
      ...(stat !== undefined && Object.hasOwn(STAT_SAYS, stat)
        ? [{ name: stat, says: STAT_SAYS[stat]! }]
        : []),
    ];
    return told(`${part}.${metric}`, 'figure', says, facts);
  }
  if ((part === EVERYBODY || kind) && (USER_FIGURES as readonly string[]).includes(metric))
    return told(word, 'figure of users', USERS_SAY[metric as UserFigure]);
  return null;
}

/** The name around a place of a text: parts joined by dots, as figures and ports are. */
function wordAround(text: string, at: number): { readonly text: string; readonly at: number } | null {
  const start = Math.max(0, at - 100);
  const before = /[A-Za-z0-9.-]*$/.exec(text.slice(start, at))![0];
  const behind = /^[A-Za-z0-9.-]*/.exec(text.slice(at, at + 100))![0];
  const word = /^[A-Za-z].*?(?=-?$)/.exec(before + behind)?.[0] ?? '';
  return word === '' ? null : { text: word, at: at - before.length };
}
