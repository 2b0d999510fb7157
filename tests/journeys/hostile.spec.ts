/** Bad input in a real browser: it is said in words, the page stays alive, and what the learner made is still there. */
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { FLOOD, HOSTILE, SOUND } from '../hostile.ts';
import { expect, open, test } from './page.ts';

const KEPT = 'secret-life-lab:sandbox';
const PROGRESS = 'secret-life-lab:progress.buffer';
const MADE = SOUND.replace('title: Shop', 'title: Made by me');

/** Wide enough for the parts to lie open. */
test.use({ viewport: { width: 1440, height: 900 } });

/** A busy machine opens a page slowly. */
const SOON = { timeout: 20_000 };

const link = (text: string): string => `./?page=shared#text=${deflateRawSync(text).toString('base64url')}`;
const kept = (page: Page, name = KEPT) => page.evaluate((key) => localStorage.getItem(key), name);
const keep = (page: Page, text: string, name = KEPT) =>
  page.evaluate(([key, value]) => localStorage.setItem(key!, value!), [name, text]);

/** The gallery first: storage belongs to a page. */
async function begin(page: Page): Promise<void> {
  await page.goto('./');
  await keep(page, MADE);
}

async function isDrawn(page: Page): Promise<void> {
  await expect(page.locator('[data-first-frame]')).toBeVisible(SOON);
  await expect(page.getByRole('group', { name: 'Editing' })).toBeVisible(SOON);
}

/** Another scenario opens from here, and the learner's own is as they left it. */
async function isAlive(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Secret Life Lab' }).click();
  await page.getByRole('link', { name: 'The Buffer' }).click();
  await isDrawn(page);
  await page.goto('./?page=sandbox');
  await isDrawn(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Made by me');
  expect(await kept(page)).toBe(MADE);
}

const place = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Parts' }).getByRole('button', { name, exact: true }).click();

async function openFile(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a file …' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/yaml', buffer: Buffer.from(content) });
}

const LINKED = [
  'cut off in the middle',
  'an older format with a fault',
  'a newer format',
  '__proto__ among parts',
  '10^6 parts by aliases',
  'script for an address',
  'a ring of routers',
] as const;

test('links that carry what is no scenario say where and why', async ({ page }) => {
  await begin(page);
  for (const name of LINKED) {
    const { text, says } = HOSTILE[name]!;
    await page.goto('about:blank');
    await page.goto(link(text as string));
    const problems = page.getByRole('region', { name: 'Problems of the scenario' });
    await expect(problems).toContainText(says!, SOON);
    await expect(problems).toContainText(/line \d+, column \d+/);
    await expect(page.getByRole('button', { name: 'Save what the link holds as a file' })).toBeVisible();
  }
  for (const fragment of ['#text=', '#text=AAAA', '#text=<script>', '']) {
    await page.goto('about:blank');
    await page.goto(`./?page=shared${fragment}`);
    await expect(page.getByRole('alert')).toContainText('The link is incomplete or was changed', SOON);
  }
  await page.goto('about:blank');
  await page.goto(link('a'.repeat(5_000_000)));
  await expect(page.getByRole('alert')).toContainText('larger than 1 MiB', SOON);
  await isAlive(page);
});

test('script in a scenario is text on the page', async ({ page }) => {
  await begin(page);
  page.on('dialog', () => {
    throw new Error('A script of the scenario has run.');
  });
  await page.goto(link(HOSTILE['script where Markdown may stand']!.text as string));
  await isDrawn(page);
  await expect(page.locator('main')).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.locator('img[src=x], a[href^="javascript:"]')).toHaveCount(0);
  await isAlive(page);
});

test('files that are no scenario are refused, and the table stays', async ({ page }) => {
  await begin(page);
  await page.goto('./?page=sandbox');
  await isDrawn(page);
  for (const [name, content, says] of [
    [
      'picture.yaml',
      HOSTILE['a picture, or any bytes']!.text,
      'picture.yaml, line 1, column 2: This byte is not UTF-8',
    ],
    [
      'old.yaml',
      HOSTILE['an older format with a fault']!.text,
      'old.yaml, line 6, column 9: duration: expected',
    ],
    ['huge.yaml', '# '.repeat(600_000), 'huge.yaml has 1.1 MiB; a scenario may have 1 MiB'],
    ['empty.yaml', '', 'The file is empty'],
  ] as const) {
    await openFile(page, name, content);
    await expect(page.locator('.refusal')).toContainText(says, SOON);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Made by me');
  }
  await isAlive(page);
});

test('what was kept and is broken stays until somebody throws it away', async ({ page }) => {
  await page.goto('./');
  const broken = MADE.replace('kind: service', 'kind: servant');
  await keep(page, broken);
  await page.goto('./?page=sandbox');
  const problems = page.getByRole('region', { name: 'Problems of the scenario' });
  await expect(problems).toContainText('line 10, column 17', SOON);
  await page.goto('./?page=opened');
  await isDrawn(page);
  await page.goto('./?page=sandbox');
  await expect(problems).toContainText('servant', SOON);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save what was kept as a file' }).click();
  const stream = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe(broken);
  expect(await kept(page)).toBe(broken);
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await isDrawn(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sandbox');
  await place(page, 'Service');
  await expect.poll(() => kept(page), SOON).toContain('kind: service');
});

test('kept progress that is broken or fits no more does not keep the episode away', async ({ page }) => {
  await page.goto('./');
  const mine = { title: 'Mine', set: { 'nobody.slots': 9 } };
  const progress = {
    progress: 1,
    scenario: 'buffer',
    step: 'calm',
    seen: [],
    predictions: [],
    ticks: [],
    hints: [],
    mine,
    mended: null,
    won: null,
    finishedAt: null,
  };
  for (const text of ['{"progress":1,"scen', '{"progress":99}', JSON.stringify(progress)]) {
    await page.goto('./');
    await keep(page, text, PROGRESS);
    await page.goto('./?scenario=buffer');
    await isDrawn(page);
    const all = await page.evaluate(() => Object.entries({ ...localStorage }));
    const wanted = text.includes('nobody') ? 'nobody.slots' : text;
    expect(all.some(([, value]) => String(value).includes(wanted))).toBe(true);
  }
  // It is offered to its owner.
  await page.goto('./?scenario=buffer&step=1');
  await isDrawn(page);
});

test('a thousand million requests: the page goes on, says where the run was stopped, and can be undone', async ({
  page,
}) => {
  await begin(page);
  await page.goto('./?page=sandbox');
  await isDrawn(page);
  await openFile(page, 'flood.yaml', FLOOD);
  // While the lab is at it, the page answers.
  const begun = Date.now();
  await page
    .getByRole('button', { name: /theme|dark|light/i })
    .first()
    .click();
  await place(page, 'Service');
  await expect(page.getByRole('button', { name: 'Undo: Service added' })).toBeVisible();
  expect(Date.now() - begun).toBeLessThan(30_000);
  await expect(page.locator('.refusal')).toContainText(
    /The run was stopped at 0:\d+\.\d: 10 M events are as many as a run may have/,
    { timeout: 80_000 },
  );
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Made by me', { timeout: 60_000 });
  await expect.poll(() => kept(page), SOON).toBe(MADE);
  await isAlive(page);
});

test('addresses that make no sense lead to something that does', async ({ page }) => {
  await begin(page);
  for (const query of [
    'scenario=buffer&step=999&seed=-1&at=1e999s',
    'scenario=buffer&step=__proto__&design=__proto__',
    'scenario=request-reply&design=nowhere&at=99999999d',
    'page=sandbox&design=constructor',
  ]) {
    await page.goto(`./?${query}`);
    await isDrawn(page);
  }
  for (const scenario of ['__proto__', 'constructor', '../../etc/passwd', '<script>alert(1)</script>']) {
    await page.goto(`./?scenario=${encodeURIComponent(scenario)}`);
    await expect(page.getByText(`There is no scenario "${scenario}" here.`)).toBeVisible();
  }
  await isAlive(page);
});

test('what somebody pastes that is no piece leaves the table alone', async ({ page }) => {
  await begin(page);
  await page.goto('./?page=sandbox');
  await isDrawn(page);
  for (const text of [
    'Dear lab',
    '{"secret-life-lab":1,"parts":{"__proto__":{"kind":"service","at":[0,0]}},"wires":[]}',
    `{"secret-life-lab":1,"parts":${'['.repeat(100_000)}`,
    '{"secret-life-lab":1,"parts":{"a":{"kind":"toString","at":[0,0]}},"wires":[]}',
  ])
    await page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    }, text);
  await expect(page.locator('.refusal')).toContainText('toString');
  await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeVisible();
  await isAlive(page);
});

test('a browser that keeps nothing says so, once', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.goto('./?page=sandbox');
  await isDrawn(page);
  await place(page, 'Service');
  await expect(page.locator('.refusal')).toContainText('save your work as a file', SOON);
  await page.getByRole('button', { name: 'Put this message away' }).click();
  await place(page, 'Database');
  await page.waitForTimeout(1200);
  await expect(page.locator('.refusal')).toBeHidden();
});

test('a browser without storage shows the page all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await open(page, 'scenario=buffer');
  await page.goto('./?page=sandbox');
  await isDrawn(page);
  await place(page, 'Service');
  await expect(page.locator('.refusal')).toContainText('save your work as a file', SOON);
});

test('two tabs: neither overwrites the other without a word', async ({ page, context }) => {
  await begin(page);
  await page.goto('./?page=sandbox');
  await isDrawn(page);
  const other = await context.newPage();
  await other.goto('./?page=sandbox');
  await isDrawn(other);
  await place(other, 'Database');
  await expect.poll(() => kept(other), SOON).toContain('database');
  const theirs = await kept(other);
  await place(page, 'SQS queue');
  await expect(page.locator('.refusal')).toContainText(
    'Another tab has kept a table under this name too',
    SOON,
  );
  await expect.poll(() => kept(page), SOON).toContain('sqs-queue');
  expect(await kept(page, 'secret-life-lab:aside.sandbox.1')).toBe(theirs);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save what was here before' }).click();
  expect((await download).suggestedFilename()).toBe('sandbox-1.yaml');
});
