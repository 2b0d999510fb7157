import { type Lab, startLab } from '../lab/client.ts';
import type { Scenario } from '../scenario/types.ts';
import { pack } from '../table/links.ts';
import type { TableState } from '../table/state.ts';
import type { Table } from '../table/table.ts';
import { forget, keep, readKept } from '../ui/storage.ts';
import { setAside } from './asides.ts';
import { replaceAddress } from './navigation.ts';
import { type Subject, TEXT_IN_LINK } from './subject.ts';

/** A learner who drags a part about makes one text of it. */
const SETTLED_MS = 400;

export interface Keeping {
  /** A lab that reads and writes texts. */
  texts(): Promise<Lab>;
  /** The file of what lies on the table, with the comments of the one it came from. */
  text(): Promise<string>;
  /** Another file comes onto the table; that is a step of the history. */
  bring(scenario: Scenario, text: string, says: string): void;
  /** The table as it was before anybody touched it; that is a step of the history. */
  beginAnew(): Promise<void>;
  /** It differs from what it came from. */
  isChanged(): boolean;
  close(): void;
}

const isOther = (a: TableState, b: TableState): boolean =>
  a.scenario !== b.scenario || a.written !== b.written;

const NOT_KEPT =
  'This browser keeps nothing more for this page: save your work as a file before you leave it.';
const OTHER_TAB =
  'Another tab has kept a table under this name too. Yours is kept now; the other one can be saved from Share.';

/**
 * What lies on the table of one's own is kept as it changes: in the browser, or in the link.
 * @param from what the table was opened with
 */
export function keepText(
  subject: Subject,
  table: Table,
  from: { readonly text: string | null; readonly isKept: boolean },
): Keeping {
  const { store, player } = table;
  const { keptAs } = subject;
  /** Whoever follows a lesson changes nothing of it. */
  const isLink = subject.inLink && subject.owns;
  const first = store.getState();
  /** Of the scenarios as they came to the table. */
  const written = new Map<Scenario, string>();
  if (from.text !== null) written.set(first.base, from.text);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Of its own where the page's lab has no YAML reader; started when it is first needed. */
  let own: Promise<Lab> | null = null;
  /** What this tab read or kept last: anything else was kept by another one. */
  let last = from.isKept ? from.text : null;
  let isContested = false;
  /** It has been said that nothing is kept. */
  let isWarned = false;

  function texts(): Promise<Lab> {
    if (!subject.isValue) return Promise.resolve(player.lab);
    own ??= startLab('texts');
    return own;
  }

  async function text(): Promise<string> {
    const { scenario, base, written: kept } = store.getState();
    if (kept) return kept.text;
    const begun = written.get(base) ?? (await subject.text());
    if (scenario === base) return begun;
    return (await texts()).write(begun, scenario);
  }

  async function save(): Promise<void> {
    const before = store.getState();
    let isKept = false;
    try {
      const now = await text();
      if (isOther(store.getState(), before)) return;
      isKept = isLink ? await putInLink(now) : keptAs === null || keepHere(keptAs, now);
    } catch {
      // The lab is gone, or the address too long: said below.
    }
    if (!isKept && !isWarned) table.refuse(NOT_KEPT);
    isWarned = !isKept;
  }

  async function putInLink(now: string): Promise<boolean> {
    replaceAddress(location.search + TEXT_IN_LINK + (await pack(now)));
    return true;
  }

  function keepHere(name: string, now: string): boolean {
    const there = readKept(name);
    // Once: two tabs that write in turn would fill the store.
    if (there !== null && there !== last && there !== now && !isContested) {
      if (!setAside(name, there)) return false;
      isContested = true;
      table.refuse(OTHER_TAB);
    }
    if (keep(name, now) === 'not kept') return false;
    last = now;
    return true;
  }

  const stop =
    keptAs === null && !isLink
      ? () => {}
      : store.subscribe((now, before) => {
          if (!isOther(now, before)) return;
          clearTimeout(timer);
          timer = setTimeout(() => {
            timer = undefined;
            void save();
          }, SETTLED_MS);
        });

  function bring(scenario: Scenario, text: string, says: string): void {
    written.set(scenario, text);
    table.replace(scenario, 'start', says);
  }

  return {
    texts,
    text,
    bring,
    isChanged: () => from.isKept || store.getState().scenario !== first.scenario,
    async beginAnew() {
      const original = await subject.text();
      const { scenario } = await (await texts()).read(original);
      if (!scenario) return table.refuse('What this table began with cannot be read any more.');
      bring(scenario, original, 'Begun anew');
      if (keptAs && readKept(keptAs) === last) forget(keptAs);
    },
    close() {
      stop();
      if (timer !== undefined) {
        clearTimeout(timer);
        void save();
      }
      void own?.then((lab) => lab.close());
    },
  };
}
