/** What lies on the table of a page, where it comes from, and where its changes are kept. */
import type { ListedScenario } from 'virtual:scenarios';
import type { Kit } from '../parts/kits.ts';
import { readKept } from '../ui/storage.ts';
import type { Page } from './address.ts';

export interface Subject {
  /** Pages with equal keys show the same thing. */
  readonly key: string;
  readonly title: string;
  readonly series: ListedScenario['series'];
  /** "The Buffer · AWS 46" */
  readonly crumb: string;
  /** Edits go to the design on the screen; an episode's learner has a design of their own. */
  readonly owns: boolean;
  /** The browser keeps the text under this name as it changes; null: not here. */
  readonly keptAs: string | null;
  /** Its text came in the link; one's own table changes it there. */
  readonly inLink: boolean;
  /** Only values are read: the lab needs no YAML reader. */
  readonly isValue: boolean;
  /** Which parts its lab must carry for the first picture. */
  readonly kit: Kit;
  /** The value, or the text of what is not sound or may be edited. */
  load(): Promise<Loaded>;
  /** As it was before anybody changed it, with its comments. */
  text(): Promise<string>;
}

export interface Loaded {
  readonly source: object | string;
  /** It is what the reader made in an earlier visit. */
  readonly isKept: boolean;
}

export function subjectOf(page: Page | null, listed: ListedScenario | undefined): Subject | null {
  if (listed) return listed.group === 'template' ? template(listed) : episode(listed);
  if (page === 'sandbox') return SANDBOX;
  if (page === 'opened') return OPENED;
  if (page === 'lesson') return LESSON;
  return page === 'shared' ? SHARED : null;
}

function episode(listed: ListedScenario): Subject {
  const series = { aws: 'AWS', azure: 'Azure', go: 'Go', none: '' }[listed.series];
  const origin = [series, listed.article?.number].filter(Boolean).join(' ');
  return {
    key: listed.id,
    title: listed.title,
    series: listed.series,
    crumb: [listed.title, origin].filter(Boolean).join(' · '),
    owns: false,
    keptAs: null,
    inLink: false,
    isValue: listed.isSound,
    kit: listed.kit,
    load: async () => ({ source: await listed.load(), isKept: false }),
    text: listed.text,
  };
}

const template = (listed: ListedScenario): Subject => ({
  ...ownText(`template.${listed.id}`, listed.title, listed.text),
  kit: listed.kit,
});

/** Where the browser keeps an opened file. */
export const OPENED_KEPT = 'opened';

const blank = async () => (await import('../scenario/blank.ts')).BLANK_TEXT;
const SANDBOX = ownText('sandbox', 'Sandbox', blank);
const OPENED = ownText(OPENED_KEPT, 'Your file', blank);

function ownText(keptAs: string, title: string, text: () => Promise<string>): Subject {
  return {
    key: keptAs,
    title,
    series: 'none',
    crumb: title,
    owns: true,
    keptAs,
    inLink: false,
    isValue: false,
    kit: 'azure',
    async load() {
      const kept = readKept(keptAs);
      return { source: kept ?? (await text()), isKept: kept !== null };
    },
    text,
  };
}

/** The fragment of a link that carries a scenario. */
export const TEXT_IN_LINK = '#text=';

/** Where the browser keeps a lesson that came as a file. */
export const LESSON_KEPT = 'lesson';

const inFragment = async (): Promise<string> => {
  const { hash } = location;
  // Few come with a link that carries a scenario.
  const { unpack } = await import('../table/links.ts');
  const read = await unpack(hash.startsWith(TEXT_IN_LINK) ? hash.slice(TEXT_IN_LINK.length) : '');
  if (!read.ok) throw new Error(read.says);
  return read.text;
};

const SHARED: Subject = {
  key: 'shared',
  title: 'A shared table',
  series: 'none',
  crumb: 'A shared table',
  owns: true,
  keptAs: null,
  inLink: true,
  isValue: false,
  kit: 'azure',
  load: async () => ({ source: await inFragment(), isKept: false }),
  text: inFragment,
};

/** What lies on the author's desk: a text in the link, a scenario of the house to be made into another, or one's own. */
export function authorSubject(listed: ListedScenario | undefined): Subject {
  if (location.hash.startsWith(TEXT_IN_LINK)) return { ...SHARED, key: 'author' };
  if (!listed) return ownText('author', 'Author’s desk', blank);
  return { ...ownText(`author.${listed.id}`, listed.title, listed.text), kit: listed.kit };
}

/** Somebody's lesson, followed as those of the house are: from the link, or from a file that the browser keeps. */
const LESSON: Subject = {
  ...SHARED,
  key: 'lesson',
  title: 'A lesson',
  crumb: 'A lesson',
  owns: false,
  load: async () => ({ source: await lessonText(), isKept: false }),
  text: lessonText,
};

async function lessonText(): Promise<string> {
  if (location.hash.startsWith(TEXT_IN_LINK)) return inFragment();
  const kept = readKept(LESSON_KEPT);
  if (kept === null) throw new Error('There is no lesson here. Open its file, or the whole of its link.');
  return kept;
}
