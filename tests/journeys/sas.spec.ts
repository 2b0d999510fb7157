/** A signed link: made, changed, outlived, its key rotated; and real files, which stay in this browser and run nothing. */
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { test as bare, type Page } from '@playwright/test';
import { axeFinds, outside, tooSmall } from './axe.ts';
import { expect, isThere, test } from './page.ts';

const SOON = { timeout: 20_000 };

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const link = (page: Page) => page.getByRole('textbox', { name: 'The link' });
const answer = (page: Page) => page.getByRole('region', { name: 'What the service answers' });
const lines = (page: Page) => page.getByRole('region', { name: 'String to sign' });
const files = (page: Page) => page.getByRole('region', { name: 'Files' });
const opened = (page: Page) => page.getByRole('region', { name: 'Opened through the link' });

async function openDesk(page: Page): Promise<void> {
  await page.goto('./?page=sas');
  await expect(answer(page)).toContainText('200 OK', SOON);
}

/** As somebody does who puts the cursor behind it and types. */
async function changeLink(page: Page, from: string | RegExp, to: string): Promise<void> {
  const address = await link(page).inputValue();
  await link(page).fill(address.replace(from, to));
}

test('by mouse: a link is made, changed by a character, mended, outlived', async ({ page }) => {
  await openDesk(page);
  await page.getByRole('checkbox', { name: 'w Write' }).click();
  await expect(link(page)).toHaveValue(/[?&]sp=rw&/);

  await changeLink(page, 'sp=rw', 'sp=rwd');
  await expect(answer(page)).toContainText('403 AuthenticationFailed');
  await expect(answer(page)).toContainText(
    'The line sp (permissions) was signed as “rw”, and the service reads “rwd”.',
  );
  await expect(lines(page)).toContainText('1 of 16 lines differs.');
  await expect(lines(page).getByRole('row', { name: /^sp / })).toContainText('rwd');
  await expect(page.locator('.sign-url-drawn [data-differs]')).toHaveText('d');
  await button(page, 'Put it back').click();
  await expect(answer(page)).toContainText('200 OK');

  // One letter of the blob's name is another blob: the string has it, too.
  await changeLink(page, 'loans.txt', 'loans.txu');
  await expect(answer(page)).toContainText('The line resource');
  await button(page, 'Put it back').click();

  await button(page, '+ 1 h').click();
  await expect(page.getByRole('region', { name: 'Moment' })).toContainText('ended just now');
  await expect(answer(page)).toContainText('403 AuthenticationFailed');
  await expect(answer(page)).toContainText('It expired at 2026-01-01T10:00:00Z');
  await page.getByRole('slider', { name: 'Moment at which the link is used' }).press('ArrowLeft');
  await expect(answer(page)).toContainText('200 OK');
});

test('a rotated key and a revoked policy end links; one that is signed anew holds', async ({ page }) => {
  await openDesk(page);
  await button(page, 'Rotate key 1').click();
  await expect(answer(page)).toContainText('before key1 was rotated');
  await expect(lines(page)).toContainText('16 lines, the same on both sides.');
  await button(page, 'Sign anew').click();
  await expect(answer(page)).toContainText('200 OK');

  await page.getByLabel('Stored policy (si)').selectOption('readers');
  await expect(link(page)).toHaveValue(/[?&]si=readers&/);
  await expect(answer(page)).toContainText('200 OK');
  await button(page, 'Revoke the policy readers').click();
  await expect(answer(page)).toContainText('200 OK');
  await button(page, '+ 30 s').click();
  await expect(answer(page)).toContainText('no stored access policy readers that applies by now');
});

test('a line that is written over gives another signature to the same values', async ({ page }) => {
  await openDesk(page);
  const before = await link(page).inputValue();
  await page.getByRole('textbox', { name: /^sp \(permissions\), as it was signed$/ }).fill('rw');
  await expect(link(page)).not.toHaveValue(before);
  await expect(link(page)).toHaveValue(/[?&]sp=r&/);
  await expect(answer(page)).toContainText('was signed as “rw”, and the service reads “r”');
});

async function bring(page: Page, name: string, mimeType: string, text: string): Promise<void> {
  await files(page)
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
  await expect(files(page)).toContainText(name);
}

/** Whatever a script could reach: the page around it, the network, the person. */
const SCRIPT = `
  for (const of of [window, window.top, window.parent, window.opener]) try { of.ran = true; of.document.title = 'ran' } catch {}
  try { localStorage.setItem('ran', '1') } catch {}
  try { document.getElementById('here').textContent = 'changed' } catch {}
  fetch('./ran-by-fetch'); new Image().src = './ran-by-image'; alert('ran'); location = './ran-by-location';
`;
const HTML = `<!doctype html><title>A letter</title><meta http-equiv="refresh" content="0;url=./ran-by-refresh">
<link rel="stylesheet" href="./ran-by-sheet"><p id="here">Plain words.</p>
<script>${SCRIPT}</script><img src="./ran-by-picture" onerror="top.ran = true">
<svg onload="top.ran = true"></svg><iframe src="javascript:top.ran = true"></iframe>
<form action="./ran-by-form"><button>Send</button></form><a href="./ran-by-link">More</a>`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" onload="top.ran = true">
<script>${SCRIPT.replaceAll('<', '&lt;').replaceAll('&', '&amp;')}</script>
<image href="./ran-by-picture" width="9" height="9"/><rect width="80" height="40" fill="teal"/></svg>`;

// Not with the clean console of the others: the browser itself says there what it has blocked.
for (const [name, type, text] of [
  ['letter.html', 'text/html', HTML],
  ['drawing.svg', 'image/svg+xml', SVG],
] as const)
  bare(`${name}: it is shown, and no script of it runs`, async ({ page }) => {
    const told: string[] = [];
    page.on('dialog', (dialog) => {
      told.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url().includes('ran-by')) told.push(request.url());
    });
    page.on('popup', () => told.push('popup'));
    await openDesk(page);
    const title = await page.title();
    await bring(page, name, type, text);
    await expect(link(page)).toHaveValue(new RegExp(`/scrolls/${name}\\?`));
    await opened(page).getByRole('button', { name: 'Open it' }).click();
    const frame = page.locator('iframe.sign-frame');
    const inside = page.frameLocator('iframe.sign-frame');
    if (name.endsWith('html')) await expect(inside.locator('#here')).toHaveText('Plain words.', SOON);
    else
      await expect
        .poll(() => inside.locator('img').evaluate((img) => (img as HTMLImageElement).naturalWidth), SOON)
        .toBe(80);
    if (name.endsWith('html')) {
      await inside.getByRole('button', { name: 'Send' }).click();
      await inside.getByRole('link', { name: 'More' }).click();
    }
    // What would run late has had its time.
    await page.waitForTimeout(1500);
    if (name.endsWith('html')) await expect(inside.locator('#here')).toHaveText('Plain words.');
    expect(told).toEqual([]);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    expect(await page.evaluate(() => localStorage.getItem('ran'))).toBeNull();
    expect(await page.title()).toBe(title);
    await expect(frame).toHaveAttribute('sandbox', '');

    // Its frame goes with the link.
    await button(page, '+ 1 d').click();
    await expect(frame).toHaveCount(0);
    await expect(page.getByText('It was open here. The link no longer opens it.')).toBeVisible();
  });

test('a file is there on the next visit; a download is bytes and nothing else', async ({ page }) => {
  await openDesk(page);
  await bring(page, 'notes.md', 'text/markdown', '# Notes\n');
  await page.reload();
  await expect(files(page)).toContainText('notes.md', SOON);
  await button(page, 'Link to notes.md').click();
  const download = page.waitForEvent('download');
  await opened(page).getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('notes.md');
  await button(page, 'Remove notes.md').click();
  await expect(files(page)).not.toContainText('notes.md');
  await expect(answer(page)).toContainText('404 BlobNotFound');
});

test('a file of 2 GB is refused in a sentence, and not read', async ({ page }) => {
  const path = join(tmpdir(), `secret-life-lab-${process.pid}-large.bin`);
  writeFileSync(path, '');
  truncateSync(path, 2_000_000_000);
  await openDesk(page);
  const reads = await page.evaluateHandle(() => {
    const counted = { reads: 0 };
    for (const name of ['arrayBuffer', 'text', 'stream'] as const) {
      const own = Blob.prototype[name];
      Blob.prototype[name] = function (this: Blob) {
        counted.reads++;
        return (own as (this: Blob) => unknown).call(this);
      } as never;
    }
    return counted;
  });
  await files(page).locator('input[type=file]').setInputFiles(path);
  await expect(files(page).getByRole('alert')).toContainText('has 2 GB, and was not read.', SOON);
  await expect(files(page).getByRole('alert')).toContainText('20 MB at most');
  expect(await reads.evaluate(({ reads: n }) => n)).toBe(0);
  rmSync(path);
});

const CELLAR = `
format: 1
id: cellar
title: The cellar
series: azure
summary: Scans go into the cellar.
duration: 10d
seed: 1
parts:
  scribes: { kind: traffic-source, name: Scribes, at: [0, 0], settings: { rate: 1/h } }
  cellar:
    kind: blob-storage
    name: Cellar
    at: [300, 0]
    settings: { storedPolicies: { scans: [{ id: readers, permissions: r, expiry: "2026-07-01" }] } }
wires:
  - scribes.out -> cellar.put
`;

test('on the stage of a run: the playhead is the clock, and what is done there are acts of the account', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`./?page=shared&at=3600s#text=${deflateRawSync(CELLAR).toString('base64url')}`);
  await isThere(page);
  const digest = page.locator('[data-digest]').first();
  await button(page, 'Signature').click();
  await expect(page.getByRole('region', { name: 'Moment' })).toContainText('2026-01-01 01:00:00', SOON);
  await page.getByRole('combobox', { name: /^Blob/ }).fill('nowhere.pdf');
  await expect(answer(page)).toContainText('404 BlobNotFound');

  const before = await digest.getAttribute('data-digest');
  await bring(page, 'plan.txt', 'text/plain', 'Shelves, and where they stand.');
  await expect(answer(page)).toContainText('200 OK', SOON);
  await expect.poll(() => digest.getAttribute('data-digest'), SOON).not.toBe(before);
  await opened(page).getByRole('button', { name: 'Open it' }).click();
  await expect(page.frameLocator('iframe.sign-frame').locator('pre')).toHaveText(
    'Shelves, and where they stand.',
    SOON,
  );

  await button(page, 'Rotate key 1').click();
  await expect(answer(page)).toContainText('before key1 was rotated', SOON);
  await button(page, 'Sign anew').click();
  await expect(answer(page)).toContainText('200 OK');

  await page.getByRole('slider', { name: 'Moment of the run' }).press('End');
  await expect(answer(page)).toContainText('It expired at', SOON);
  await button(page, 'System').click();
  await expect(page.getByText(/Put a file/).first()).toBeVisible();
});

for (const [name, size] of Object.entries({
  wide: { width: 1440, height: 900 },
  middle: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
}))
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ viewport: size, colorScheme, hasTouch: name === 'phone' });
      test('nothing keeps people from it', async ({ page }) => {
        await openDesk(page);
        expect(await axeFinds(page)).toEqual([]);
        await changeLink(page, 'sp=r', 'sp=rw');
        await page.getByLabel('Kind', { exact: true }).selectOption('account');
        expect(await axeFinds(page)).toEqual([]);
        await changeLink(page, 'sp=r', 'sp=rw');
        expect(await axeFinds(page)).toEqual([]);
        expect(await outside(page)).toBeLessThanOrEqual(0);
        if (name === 'phone') expect(await tooSmall(page)).toEqual([]);
      });
    });
