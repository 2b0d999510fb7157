/** What the parts of a design lend to the desk for retrieval: a library and settings, and which part each is of. */
import type { RagLibrary, RagSettings } from '../../lab/rag/protocol.ts';
import type { RetrievalField, RetrievalShare } from '../../parts/contract.ts';
import { DESK_DEFAULTS } from '../../retrieval/settings.ts';
import type { Chunker } from '../../rules/azure/rag/chunks.ts';
import type { Edit } from '../../scenario/edit.ts';
import type { RawSetting } from '../../scenario/types.ts';
import { designOf, type TableDesign, type TablePart } from '../design.ts';
import { settingsAt } from '../forkEdits.ts';
import type { AtTable } from '../hooks.ts';
import type { TableState } from '../state.ts';

type Knows = Pick<AtTable, 'catalog'>;

export interface Owner {
  readonly part: string;
  readonly setting: string;
  readonly value: unknown;
}

export interface Lent {
  readonly library: RagLibrary;
  readonly settings: RagSettings;
  readonly owners: ReadonlyMap<RetrievalField, Owner>;
}

const shareOf = ({ catalog }: Knows, { kind }: TablePart): RetrievalShare | null => {
  const desk = catalog.get(kind)?.desk;
  return desk?.about === 'retrieval' ? desk : null;
};

/** The parts of a design that a question goes through; they say so themselves. */
export function retrievalParts(state: TableState, at: Knows): readonly TablePart[] {
  return [...designOf(state).parts.values()].filter((part) => shareOf(at, part) !== null);
}

/** The first part that has a setting decides it. */
function ownersIn(state: TableState, at: Knows): ReadonlyMap<RetrievalField, Owner> {
  const design = designOf(state);
  const leaves = state.forks.find(({ id }) => id === state.fork)?.at ?? 0;
  const owners = new Map<RetrievalField, Owner>();
  for (const part of retrievalParts(state, at)) {
    const specs = at.catalog.get(part.kind)!.settings;
    const written = leaves > 0 ? settingsAt(design, part.id, leaves) : part.settings;
    for (const [field, setting] of Object.entries(shareOf(at, part)!.decides)) {
      if (owners.has(field as RetrievalField)) continue;
      const value = Object.hasOwn(written, setting) ? written[setting] : specs[setting]?.default;
      owners.set(field as RetrievalField, { part: part.id, setting, value });
    }
  }
  return owners;
}

const BY: Readonly<Record<string, Chunker>> = {
  sentences: 'sentence',
  tokens: 'fixed',
  sections: 'heading',
};
const ANSWER = 'answer';
const KEEPS = 'only from the sources, or not found';

export function lentBy(state: TableState, at: Knows): Lent {
  const owners = ownersIn(state, at);
  const raw = (field: RetrievalField): unknown => owners.get(field)?.value;
  const number = (field: RetrievalField, otherwise: number): number => {
    const value = raw(field);
    return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
  };
  const one = <T extends string>(field: RetrievalField, of: readonly T[], otherwise: T): T =>
    of.find((value) => value === raw(field)) ?? otherwise;
  const known = DESK_DEFAULTS;
  const keeps = raw('instructions') !== ANSWER;
  return {
    owners,
    library: {
      text: textOf(raw('library')),
      questions: textOf(raw('questions')),
      prior: textOf(raw('prior')),
    },
    settings: {
      chunking: {
        by: BY[String(raw('by'))] ?? known.chunking.by,
        size: number('size', known.chunking.size),
        overlap: number('overlap', known.chunking.overlap),
      },
      dimensions: number('dimensions', known.dimensions),
      mode: one('mode', ['text', 'vector', 'hybrid'], known.mode),
      top: Math.min(number('top', known.top), number('found', Infinity)),
      k1: number('k1', known.k1),
      b: number('b', known.b),
      rrfK: number('rrfK', known.rrfK),
      filter: one('filter', ['none', 'preFilter', 'postFilter'], known.filter),
      sources: sourcesIn(designOf(state), owners),
      instructions: {
        ...known.instructions,
        onlySources: keeps,
        sayNotFound: keeps,
        delimit: raw('delimit') !== false,
      },
      contextWindow: number('contextWindow', known.contextWindow),
      maxTokens: number('maxTokens', known.maxTokens),
    },
  };
}

/** A document may be written as a value, or as its text. */
const textOf = (raw: unknown): string =>
  raw === undefined || raw === null ? '' : typeof raw === 'string' ? raw : JSON.stringify(raw);

/** Whoever builds the prompt has everything, or what a search hands over, or asks nobody. */
function sourcesIn(
  { wires, parts }: TableDesign,
  owners: ReadonlyMap<RetrievalField, Owner>,
): RagSettings['sources'] {
  const whole = owners.get('wholeLibrary');
  if (whole?.value === true) return 'everything';
  const index = owners.get('found')?.part;
  const asks = wires.some(({ from, to }) => from.part === whole?.part && to.part === index);
  return whole && parts.has(whole.part) && !asks ? 'none' : 'found';
}

const WRITTEN: Readonly<Record<Chunker, string>> = {
  sentence: 'sentences',
  fixed: 'tokens',
  heading: 'sections',
};

/** What was changed at the desk, as changes of the parts. What no part decides stays at the desk alone. */
export function editsFor(after: RagSettings, { settings: before, owners }: Lent): readonly Edit[] {
  const wanted: (readonly [RetrievalField, RawSetting, boolean])[] = [
    ['by', WRITTEN[after.chunking.by], after.chunking.by !== before.chunking.by],
    ['size', after.chunking.size, after.chunking.size !== before.chunking.size],
    ['overlap', after.chunking.overlap, after.chunking.overlap !== before.chunking.overlap],
    ['dimensions', after.dimensions, after.dimensions !== before.dimensions],
    ['mode', after.mode, after.mode !== before.mode],
    ['k1', after.k1, after.k1 !== before.k1],
    ['b', after.b, after.b !== before.b],
    ['rrfK', after.rrfK, after.rrfK !== before.rrfK],
    ['filter', after.filter, after.filter !== before.filter],
    ['top', after.top, after.top !== before.top],
    // What the search does not hand over cannot be in the prompt.
    ['found', after.top, Number(owners.get('found')?.value) < after.top],
    [
      'instructions',
      after.instructions.onlySources ? KEEPS : ANSWER,
      after.instructions.onlySources !== before.instructions.onlySources,
    ],
    ['delimit', after.instructions.delimit, after.instructions.delimit !== before.instructions.delimit],
    [
      'wholeLibrary',
      after.sources === 'everything',
      (after.sources === 'everything') !== (before.sources === 'everything'),
    ],
    ['contextWindow', after.contextWindow, after.contextWindow !== before.contextWindow],
    ['maxTokens', after.maxTokens, after.maxTokens !== before.maxTokens],
  ];
  return wanted.flatMap(([field, value, isChanged]): Edit[] => {
    const owner = owners.get(field);
    return isChanged && owner ? [{ do: 'set', part: owner.part, setting: owner.setting, value }] : [];
  });
}
