/** Bad input at the author's desk: it is said in words, nothing of it runs or is fetched, and nothing that was there is lost. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { HOSTILE, SOUND } from '../hostile.ts';
import { savesAsDownloads } from './author.ts';
import { LESSON_TEXT, linkTo } from './lesson.ts';
import { expect, isThere, part, test } from './page.ts';
import { intruders, SECRET, WICKED_PART, WICKED_STEPS, WICKED_TEXT, WICKED_TITLE, watch } from './wicked.ts';

test.describe.configure({ timeout: 300_000 });
test.use({ viewport: { width: 1440, height: 900 } });

/** A busy machine is slow. */
const SOON = { timeout: 30_000 };
const KEPT = 'secret-life-lab:author';
/** With a comment, which only a text has. */
const MADE = `# Mine.\n${SOUND.replace('title: Shop', 'title: Made by me')}`;

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
const panel = (page: Page, name: string) => page.getByRole('tabpanel', { name, exact: true });
const editor = (page: Page) => page.getByRole('textbox', { name: 'Text of the scenario' });
const broken = (page: Page) => page.locator('.author-broken');
const kept = (page: Page) => page.evaluate((key) => localStorage.getItem(key), KEPT);
const undo = (page: Page) => page.getByRole('button', { name: /^Undo: / }).click();

/** Something lies on the desk from an earlier visit. */
async function begin(page: Page): Promise<void> {
  await savesAsDownloads(page);
  await page.goto('./author.html');
  await isDesk(page);
  await page.evaluate(([key, text]) => localStorage.setItem(key!, text!), [KEPT, MADE]);
  await page.reload();
  await expect(page.getByRole('banner')).toContainText('Made by me', SOON);
  await expect(part(page, 'shop, Service')).toBeVisible(SOON);
}

const isDesk = (page: Page) => expect(editor(page)).toBeVisible(SOON);

/** What lies on the desk, byte for byte. */
async function saved(page: Page): Promise<string> {
  await tab(page, 'Hand out');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file …' }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

async function beginFrom(page: Page, title: string): Promise<void> {
  await tab(page, 'Hand out');
  await page.getByLabel('What to begin from').selectOption({ label: title });
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
}

const LINKED = [
  'empty',
  'only blanks',
  'cut off in the middle',
  'a web page',
  'JSON of something else',
  '10^6 parts by aliases',
  'brackets 100,000 deep',
  'maps 5,000 deep',
  'a newer format',
  '__proto__ among parts',
  'code by a tag',
  'infinity for a seed',
  'a kind that is none',
  'script for an address',
  'a claim of ten thousand brackets',
  'a claim that is code',
  'two documents',
  '301 parts',
  'a design that begins from itself',
  'a thousand faults',
] as const;

const HALF = Math.ceil(LINKED.length / 2);
for (const names of [LINKED.slice(0, HALF), LINKED.slice(HALF)])
  test(`links: ${names.join(', ')}`, async ({ page, context }) => {
    const { asked, said } = watch(context, page);
    await begin(page);
    for (const name of names)
      await test.step(name, async () => {
        const { text, says, at } = HOSTILE[name]!;
        await page.goto('about:blank');
        await page.goto(await linkTo('author.html', text as string));
        await isDesk(page);
        await expect(broken(page)).toContainText(says!, SOON);
        await expect(broken(page)).toContainText(at ? `Line ${at[0]}:` : /Line \d+:/);
        await expect(panel(page, 'Text').getByRole('status')).toContainText(/\d problem/);
        // What the link holds is there, to be mended and to be saved.
        expect((await saved(page)) === text, 'byte for byte').toBe(true);
        await beginFrom(page, 'Request and reply');
        await expect(part(page, 'Shop, Service')).toBeVisible(SOON);
        await expect(broken(page)).toHaveCount(0);
        await undo(page);
        await expect(broken(page)).toContainText(says!, SOON);
        expect((await saved(page)) === text, 'byte for byte, after undo').toBe(true);
        expect(await kept(page)).toBe(MADE);
      });
    expect({ asked, said }).toEqual({ asked: [], said: [] });
  });

test('a link that was cut in half, or holds no text, leads to an empty sheet', async ({ page }) => {
  await begin(page);
  const link = await linkTo('author.html', LESSON_TEXT);
  for (const [address, says] of [
    [link.slice(0, link.length / 2), 'incomplete or was changed on its way'],
    ['./author.html#text=', 'incomplete or was changed on its way'],
    ['./author.html#text=<script>', 'incomplete or was changed on its way'],
    [await linkTo('author.html', 'a'.repeat(5_000_000)), 'larger than 1 MiB'],
  ] as const) {
    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.getByRole('alert')).toContainText(says, SOON);
    expect(await kept(page)).toBe(MADE);
  }
  await page.getByRole('link', { name: 'Begin with an empty sheet' }).click();
  await isDesk(page);
  await expect(page.getByRole('banner')).toContainText('Made by me');
  expect(await saved(page)).toBe(MADE);
});

async function openFile(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  await tab(page, 'Hand out');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a file …' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/yaml', buffer: Buffer.from(content) });
}

/** As if it were let go over the table. */
async function drop(page: Page, name: string, unit: string, times: number): Promise<void> {
  await page.evaluate(
    ([name, unit, times]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([unit.repeat(times)], name));
      const target = document.querySelector('.table-stage')!;
      for (const type of ['dragover', 'drop'])
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, unit, times] as const,
  );
}

test('files that are no scenario are refused, and the desk stays', async ({ page }) => {
  await begin(page);
  for (const [name, content, says] of [
    [
      'picture.yaml',
      HOSTILE['a picture, or any bytes']!.text,
      'picture.yaml, line 1, column 2: this byte is',
    ],
    ['wide.yaml', HOSTILE['UTF-16']!.text, 'wide.yaml, line 1, column 1: this byte is not UTF-8'],
    ['10-mb.yaml', '# a\n'.repeat(2_500_000), '10-mb.yaml has 9.5 MiB; a scenario may have 1 MiB'],
  ] as const) {
    await openFile(page, name, content);
    await expect(panel(page, 'Hand out')).toContainText(says, SOON);
    await expect(page.getByRole('banner')).toContainText('Made by me');
    await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeVisible();
    expect(await kept(page)).toBe(MADE);
  }
  for (const [name, unit, times, says] of [
    ['20-mib.yaml', 'a: b\n', 4 * 1024 * 1024, '20-mib.yaml has 20.0 MiB; a file may have 10 MiB'],
    ['large.yaml', HOSTILE['a byte more than 1 MiB']!.text as string, 1, 'which may have 1 MiB'],
    ['parts.yaml', HOSTILE['10^6 parts']!.text as string, 1, 'parts.yaml has 34.2 MiB; a file may'],
    ['10-mb.yaml', SOUND, Math.floor(10e6 / SOUND.length), 'It has 9.5 MiB; a scenario may have 1 MiB'],
  ] as const)
    await test.step(`${name}, dropped`, async () => {
      await drop(page, name, unit, times);
      await expect(page.getByRole('dialog')).toContainText(says, SOON);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeVisible();
    });
  expect(await saved(page)).toBe(MADE);
  expect(await kept(page)).toBe(MADE);
});

test('a file that is a text, and no scenario, lies on the desk until undo', async ({ page }) => {
  await begin(page);
  const { text, says } = HOSTILE['10^6 parts by aliases']!;
  for (const [how, open] of [
    ['opened', () => openFile(page, 'hostile.yaml', text)],
    ['dropped', () => drop(page, 'hostile.yaml', `${SOUND}${text}`, 1)],
  ] as const)
    await test.step(how, async () => {
      await open();
      await expect(broken(page)).toContainText(says!, SOON);
      await expect(broken(page)).toContainText(/Line \d+:/);
      await undo(page);
      await expect(broken(page)).toHaveCount(0);
      await expect(part(page, 'shop, Service')).toBeVisible(SOON);
      expect(await saved(page)).toBe(MADE);
      await expect.poll(() => kept(page), SOON).toBe(MADE);
    });
});

test('more than 1 MiB pasted into the text: it is said, and undo takes it back', async ({ page }) => {
  await begin(page);
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await editor(page).evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', `# ${'x'.repeat(78)}\n`.repeat(16_000));
    content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(broken(page)).toContainText('1 MiB', SOON);
  await expect(panel(page, 'Text').getByRole('status')).toContainText('1 problem');
  await broken(page).getByRole('button', { name: 'Undo' }).click();
  await expect(broken(page)).toHaveCount(0);
  await editor(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# More.\n');
  expect(await saved(page)).toBe(`# More.\n${MADE}`);
  await beginFrom(page, 'Request and reply');
  await expect(part(page, 'Shop, Service')).toBeVisible(SOON);
});

test('what is looked for below would be found', async ({ page }) => {
  await page.setContent('<a href=" javascript:void 0">a</a><p onclick="1">b</p><b>c</b>');
  expect(await intruders(page)).toHaveLength(2);
});

test('script in every field is text, in every tab of the desk', async ({ page, context }) => {
  const { asked, said } = watch(context, page);
  const isHarmless = async (where: string) => expect(await intruders(page), where).toEqual([]);
  await begin(page);
  await page.goto('about:blank');
  await page.goto(await linkTo('author.html', WICKED_TEXT));
  await isThere(page);
  await expect(panel(page, 'Text').getByRole('status')).toContainText('The text and the table are one.');
  await expect(page.getByRole('banner')).toContainText(WICKED_TITLE);
  await isHarmless('text');

  await test.step('hovered, completed', async () => {
    await editor(page).getByText('kind', { exact: true }).first().hover();
    await editor(page).getByText('kind', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Explain this word' }).click();
    await expect(page.locator('.cm-tooltip-hover')).toBeVisible();
    await isHarmless('a tip');
  });

  await test.step('the lesson', async () => {
    await tab(page, 'Lesson');
    const lesson = panel(page, 'Lesson');
    const unfold = async () => {
      const folds = page.locator('.lesson-fold > h3 > [aria-expanded="false"]');
      for (let n = await folds.count(); n > 0; n--) await folds.first().click();
      await expect(folds).toHaveCount(0);
    };
    await unfold();
    await isHarmless('the whole');
    for (const title of WICKED_STEPS) {
      await lesson.getByRole('button', { name: title }).first().click();
      await page.getByRole('tab', { name: 'As the student sees it' }).click();
      await expect(lesson.getByRole('heading', { name: title })).toBeVisible();
      const hint = lesson.getByRole('button', { name: /hint/i }).first();
      if (await hint.isVisible()) await hint.click();
      await isHarmless(`${title}, as the student sees it`);
      await page.getByRole('tab', { name: 'Write' }).click();
      await unfold();
      await isHarmless(`${title}, as a form`);
    }
  });

  await test.step('designs', async () => {
    await tab(page, 'Designs');
    for (const row of await page.locator('.designs-row').all()) {
      await row.click();
      await isHarmless('a design');
    }
    await page.locator('.designs-row').first().click();
  });

  await test.step('health', async () => {
    await tab(page, 'Health');
    await expect(panel(page, 'Health')).toContainText(/\d+ runs\./, { timeout: 120_000 });
    await isHarmless('health');
  });

  await test.step('the table', async () => {
    await part(page, `${WICKED_PART}, Traffic source`).press('Enter');
    await expect(page.getByRole('complementary', { name: 'Inspect' })).toBeVisible();
    await isHarmless('a part');
    await page.locator('.wire-mark').first().click();
    await isHarmless('a wire');
    await page.getByRole('slider', { name: 'Moment of the run' }).press('End');
    for (const name of ['Why?', 'Compare', 'Forks']) {
      await page.getByRole('banner').getByRole('button', { name, exact: true }).click();
      await expect(page.getByRole('heading', { name, exact: true, level: 2 })).toBeVisible();
      await isHarmless(name);
    }
  });

  await test.step('handed out', async () => {
    await tab(page, 'Hand out');
    await expect(page.getByLabel('For students')).toHaveValue(/#text=/);
    await isHarmless('hand out');
    await page.getByRole('button', { name: 'Show the hand-out' }).click();
    const paper = page.getByRole('dialog', { name: 'The hand-out, as it is printed' });
    await expect(paper.getByRole('figure')).toBeVisible();
    await expect(paper.getByRole('heading', { level: 1 })).toHaveText(WICKED_TITLE);
    await isHarmless('on paper');
    await page.getByRole('button', { name: 'Back to the desk' }).click();
    const key = page.waitForEvent('download', { timeout: 120_000 });
    await page.getByRole('button', { name: 'Make the answer key' }).click();
    await key;
    await isHarmless('the key');
    expect((await saved(page)) === WICKED_TEXT, 'byte for byte').toBe(true);
  });
  expect(await kept(page)).toBe(MADE);
  expect({ asked, said }).toEqual({ asked: [], said: [] });
});

test('script in every field is text for a student', async ({ page, context }) => {
  const { asked, said } = watch(context, page);
  await page.goto(await linkTo('?page=lesson', WICKED_TEXT));
  await isThere(page);
  for (const [i, title] of WICKED_STEPS.entries()) {
    if (i > 0) await page.getByRole('button', { name: new RegExp(`^Step ${i + 1},`) }).click();
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible(SOON);
    expect(await intruders(page), title).toEqual([]);
    const option = page.getByRole('radio').first();
    if (await option.isVisible()) {
      await option.check();
      await page.locator('.table-primary').getByRole('button').click();
      await expect(page.getByRole('heading', { name: 'You said, before it ran' })).toBeVisible();
      expect(await intruders(page), `${title}, answered`).toEqual([]);
    }
    const hint = page.getByRole('button', { name: /hint/i }).first();
    if (await hint.isVisible()) await hint.click();
    expect(await intruders(page), `${title}, with a hint`).toEqual([]);
  }
  // A link to the web stays a link: it is followed by whoever presses it, in a page of its own.
  const link = page.locator(`main a[href="${SECRET}"]`).first();
  await expect(link).toHaveText(/^secret/);
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(link).toHaveAttribute('target', '_blank');
  expect({ asked, said }).toEqual({ asked: [], said: [] });
});

test('script where no text may stand is quoted, and does nothing', async ({ page, context }) => {
  const { asked, said } = watch(context, page);
  await begin(page);
  const script = '<img src=x onerror=alert(1)>';
  for (const [from, to] of [
    ['shop:', `"${script}":`],
    ['kind: service', `kind: "${script}"`],
    ['users.out -> shop.in', `users.out -> ${script}`],
    ['series: none', `"${script}": 1\nseries: none`],
    ['series: none', `series: "${script}"`],
    ['20/s', `"${script}"`],
    ['at: [300, 0]', 'at: [300, 0], settings: { slots: "file:///etc/passwd" }'],
    [
      'kind: service, at: [300, 0]',
      'kind: go-program, at: [300, 0], settings: { code: code/../../secret.go }',
    ],
    ['kind: service, at: [300, 0]', `kind: go-program, at: [300, 0], settings: { code: "${SECRET}" }`],
  ] as const)
    await test.step(to, async () => {
      const text = SOUND.replace(from, to);
      expect(text).not.toBe(SOUND);
      await page.goto('about:blank');
      await page.goto(await linkTo('author.html', text));
      await isDesk(page);
      await expect(broken(page)).toContainText(/Line \d+:/, SOON);
      await broken(page).getByRole('button', { name: 'Show the place' }).click();
      await page.locator('.cm-lintRange-error').first().hover();
      await expect(page.locator('.cm-tooltip-lint')).toBeVisible();
      expect(await intruders(page)).toEqual([]);
    });
  expect(await kept(page)).toBe(MADE);
  expect({ asked, said }).toEqual({ asked: [], said: [] });
});

test('a secret address is fetched by nobody who was not asked', async ({ page, context }) => {
  const { asked } = watch(context, page);
  await page.goto(`./load.html?src=${encodeURIComponent(SECRET)}`);
  await expect(page.getByRole('button', { name: 'Fetch it from 169.254.169.254' })).toBeVisible();
  await page.goto(`./author.html?src=${encodeURIComponent(SECRET)}`);
  await isDesk(page);
  await page.goto(`./author.html?scenario=${encodeURIComponent(SECRET)}`);
  await isDesk(page);
  expect(asked).toEqual([]);
});
