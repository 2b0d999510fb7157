/** A lesson that somebody handed out: followed from its link, from its file, and from an address. */
import type { Page } from '@playwright/test';
import { parse } from 'yaml';
import { type EpisodeText, isConcealed, isDone, primary } from './episode.ts';
import { LESSON_TEXT, linkTo } from './lesson.ts';
import { expect, isThere, part, test } from './page.ts';

test.describe.configure({ timeout: 120_000 });

const lesson = parse(LESSON_TEXT) as EpisodeText;
const [quiet, guess, mend] = lesson.steps;

const isAt = (page: Page, title: string) =>
  expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();

/** As a student would, to the end: a guess, a design of one's own, the task ticked. */
async function follow(page: Page): Promise<void> {
  await isThere(page);
  await isAt(page, quiet!.title);
  await page.getByRole('button', { name: /^Step 2,/ }).click();
  await isAt(page, guess!.title);
  await isConcealed(page);
  await page.getByRole('radio', { name: 'More than eight.' }).check();
  await primary(page).click();
  await expect(page.getByRole('heading', { name: 'You said, before it ran' })).toBeVisible();
  await page.getByRole('button', { name: /^Step 3,/ }).click();
  await isAt(page, mend!.title);
  await part(page, 'Barista, Service').click();
  const instances = page
    .getByRole('complementary', { name: 'Inspect' })
    .getByLabel('instances', { exact: true });
  await instances.fill('2');
  await instances.press('Enter');
  await page.getByRole('slider', { name: 'Moment of the run' }).press('End');
  await isDone(page, mend!.tasks![0]!.says);
}

test('from its link', async ({ page }) => {
  await page.goto(await linkTo('?page=lesson'));
  await follow(page);
  // What a learner builds is theirs: the lesson in the link is the same.
  const { hash } = new URL(page.url());
  expect(hash).toBe(new URL(await linkTo('?page=lesson'), 'http://x').hash);
  await page.reload();
  await isThere(page);
  await isAt(page, mend!.title);
});

test('from its file', async ({ page }) => {
  await page.goto('./?scenario=buffer');
  await isThere(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: 'Open a file …' }).click();
  const name = 'coffee.yaml';
  await (await chooser).setFiles({ name, mimeType: 'text/yaml', buffer: Buffer.from(LESSON_TEXT) });
  await isAt(page, quiet!.title);
  await expect(page).toHaveURL(/page=lesson/);
  await follow(page);
});

test('a link that was cut in half, and a page without a lesson, say so', async ({ page }) => {
  const link = await linkTo('?page=lesson');
  await page.goto(link.slice(0, link.length / 2));
  await expect(page.getByRole('alert')).toContainText('incomplete or was changed on its way');
  await page.goto('./?page=lesson');
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('There is no lesson here.');
});

test.describe('from an address', () => {
  const AT = 'https://lessons.example/coffee.yaml';

  test('after a word of warning, and not before', async ({ page }) => {
    const asked: string[] = [];
    await page.context().route('https://lessons.example/**', (route) => {
      asked.push(JSON.stringify(route.request().headers()));
      return route.fulfill({ body: LESSON_TEXT, headers: { 'access-control-allow-origin': '*' } });
    });
    await page.goto(`./?src=${encodeURIComponent(AT)}`);
    await expect(page.getByText('lessons.example', { exact: true })).toBeVisible();
    expect(asked).toEqual([]);
    await page.getByRole('button', { name: 'Fetch it from lessons.example' }).click();
    await expect(page.getByRole('heading', { name: lesson.title })).toBeVisible();
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toMatch(/cookie|referer/i);
    await page.getByRole('button', { name: 'Follow the lesson' }).click();
    await follow(page);
  });

  for (const [src, says] of [
    ['javascript:alert(1)', 'begins with javascript: is not fetched'],
    ['https://me:secret@lessons.example/a', 'a name or a password'],
    ['', 'names no address'],
  ] as const)
    test(`${src || 'nothing'} is not fetched`, async ({ page }) => {
      await page.goto(`./load.html?src=${encodeURIComponent(src)}`);
      await expect(page.getByRole('alert')).toContainText(says);
      await expect(page.getByRole('button', { name: /^Fetch/ })).toHaveCount(0);
    });
});
