/** What every journey through an episode has to find, by whatever hand, and what its file says of it. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { parse } from 'yaml';

interface TaskText {
  readonly id: string;
  readonly says: string;
}

interface StepText {
  readonly id: string;
  readonly title: string;
  readonly tasks?: readonly TaskText[];
  readonly act?: { readonly label: string };
}

interface Demand {
  readonly says: string;
}

export interface EpisodeText {
  readonly title: string;
  readonly parts: Readonly<Record<string, { readonly name: string }>>;
  readonly steps: readonly StepText[];
  readonly challenge: { readonly that: readonly Demand[] };
}

/** What the learner reads, from the file: a sentence that is worded anew breaks no journey. */
export function episodeText(id: string): EpisodeText {
  const file = new URL(`../../scenarios/${id}/scenario.yaml`, import.meta.url);
  return parse(readFileSync(file, 'utf8')) as EpisodeText;
}

export function nameIn({ parts }: EpisodeText, id: string): string {
  const part = parts[id];
  if (!part) throw new Error(`The episode has no part ${id}.`);
  return part.name;
}

export function stepIn({ steps }: EpisodeText, id: string): StepText {
  const step = steps.find((one) => one.id === id);
  if (!step) throw new Error(`The episode has no step ${id}.`);
  return step;
}

export function saysOf(episode: EpisodeText, step: string, id: string): string {
  const found = stepIn(episode, step).tasks?.find((one) => one.id === id);
  if (!found) throw new Error(`The step ${step} has no task ${id}.`);
  return found.says;
}

/** The one button below the story. */
export const primary = (page: Page) => page.locator('.table-primary').getByRole('button');

export const task = (page: Page, says: string | RegExp) =>
  page.locator('.episode-tasks').getByRole('listitem').filter({ hasText: says });

export async function isDone(page: Page, says: string | RegExp): Promise<void> {
  await expect(task(page, says)).toContainText('Done: ', { timeout: 15_000 });
}

/** Everything that the step asks is ticked. @param count how many tasks there are */
export async function allIsDone(page: Page, count: number): Promise<void> {
  const tasks = page.locator('.episode-tasks').getByRole('listitem');
  await expect(tasks).toHaveCount(count);
  for (const one of await tasks.all()) await expect(one).toContainText('Done: ', { timeout: 15_000 });
}

/** Nothing may be seen of a run before the learner has said what they expect of it. */
export async function isConcealed(page: Page): Promise<void> {
  await expect(primary(page)).toHaveText('Choose an answer first');
  await expect(page.getByText('The run is shown once you have said what you expect.')).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Moment of the run' })).toHaveCount(0);
}
