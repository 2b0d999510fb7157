import { type Lab, startLab } from '../lab/client.ts';
import type { Scenario } from '../scenario/types.ts';
import { pack } from '../table/links.ts';
import type { Table } from '../table/table.ts';
import { forget, keep } from '../ui/storage.ts';
import { replaceAddress } from './navigation.ts';
import { type Subject, TEXT_IN_LINK } from './subject.ts';

/** A learner who drags a part about makes one text of it. */
const SETTLED_MS = 400;

export interface Keeping {
  /** A lab that reads and writes texts. */
  texts(): Promise<Lab>;
  /** The file of what lies on the table, with the comments of the one it came from. */
  text(): Promise<string>;
  /** The table as it was before anybody touched it; that is a step of the history. */
  beginAnew(): Promise<void>;
  /** It differs from what it came from. */
  isChanged(): boolean;
  close(): void;
}

/**
 * What lies on the table of one's own is kept as it changes: in the browser, or in the link.
 * @param from what the table was opened with
 */
export function keepText(
  subject: Subject,
  table: Table,
  from: { readonly scenario: Scenario; readonly text: string | null; readonly isKept: boolean },
): Keeping {
  const { store, player } = table;
  const first = store.getState().scenario;
  let base = from.text === null ? null : { text: from.text, scenario: from.scenario };
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Of its own where the page's lab has no YAML reader; started when it is first needed. */
  let own: Promise<Lab> | null = null;

  function texts(): Promise<Lab> {
    if (!subject.isValue) return Promise.resolve(player.lab);
    own ??= startLab('texts');
    return own;
  }

  async function text(): Promise<string> {
    const { scenario } = store.getState();
    base ??= { text: await subject.text(), scenario: from.scenario };
    if (scenario === base.scenario) return base.text;
    return (await texts()).write(base.text, scenario);
  }

  async function save(): Promise<void> {
    const { scenario } = store.getState();
    const now = await text().catch(() => null);
    if (now === null || store.getState().scenario !== scenario) return;
    if (subject.inLink) replaceAddress(location.search + TEXT_IN_LINK + (await pack(now)));
    else if (subject.keptAs && keep(subject.keptAs, now) === 'not kept')
      table.refuse('This browser keeps nothing for this page: save your work as a file before you leave.');
  }

  const stop =
    subject.keptAs === null && !subject.inLink
      ? () => {}
      : store.subscribe((now, before) => {
          if (now.scenario === before.scenario) return;
          clearTimeout(timer);
          timer = setTimeout(() => void save(), SETTLED_MS);
        });
  return {
    texts,
    text,
    isChanged: () => from.isKept || store.getState().scenario !== first,
    async beginAnew() {
      const original = await subject.text();
      const { scenario } = await (await texts()).read(original);
      if (!scenario) return table.refuse('What this table began with cannot be read any more.');
      table.replace(scenario, 'start', 'Begun anew');
      if (subject.keptAs) forget(subject.keptAs);
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
