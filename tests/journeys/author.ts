/** The lesson that the journeys of the author's desk make, by whatever hand. */
import { expect, type Page } from '@playwright/test';
import { parse } from 'yaml';
import { isDone } from './episode.ts';

const SERVED = 'shop.availability during slow-store';
export const CHECK = `${SERVED} >= 95 %`;
export const OPTIONS = [
  { text: 'Many of them fail', right: `${SERVED} < 95 %` },
  { text: 'They are answered, only later', right: CHECK },
] as const;
export const TASK = 'Nearly everybody is answered while the store is slow.';

interface Made {
  readonly parts: Readonly<Record<string, { readonly kind: string }>>;
  readonly steps: readonly {
    readonly prediction: { readonly options: readonly { readonly right: string }[] };
    readonly tasks: readonly unknown[];
  }[];
  readonly designs: Readonly<Record<string, { readonly set?: unknown }>>;
  readonly health: { readonly check: string; readonly fix: string; readonly tempting: readonly string[] };
}

/** What lies in the file is what was made. */
export function isMade(text: string): void {
  const made = parse(text) as Made;
  expect(
    Object.values(made.parts)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['database', 'database', 'service', 'traffic-source', 'traffic-source']);
  expect(made.steps).toHaveLength(1);
  expect(made.steps[0]!.prediction.options.map(({ right }) => right)).toEqual(
    OPTIONS.map(({ right }) => right),
  );
  expect(made.steps[0]!.tasks).toMatchObject([{ says: TASK, that: CHECK, design: 'mine' }]);
  expect(made.health.check).toBe(CHECK);
  expect(made.designs[made.health.fix]?.set).toEqual({ 'shop.slots': 200, 'store.connections': 100 });
  expect(made.health.tempting.map((id) => made.designs[id]?.set)).toEqual([{ 'shop.slots': 200 }]);
  // What its author did not touch is as it was, comments and all.
  expect(text).toContain('# a query of 20 ms takes 400 ms');
}

export const passes = (page: Page): Promise<void> => isDone(page, TASK);

/** Nobody here can press the buttons of the system's own dialogs: a browser that has none saves by download. */
export async function savesAsDownloads(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const picker of ['showSaveFilePicker', 'showOpenFilePicker', 'showDirectoryPicker'])
      Reflect.deleteProperty(window, picker);
  });
}
