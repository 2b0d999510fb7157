/** Retrieval by itself: a question is asked and explained, all are measured, another library is laid on the desk, a real model is asked. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { axeFinds, outside, tooSmall } from './axe.ts';
import { expect, test } from './page.ts';

/** A tokenizer that is fetched, and a library that is read, on two busy cores. */
const SOON = { timeout: 40_000 };

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const question = (page: Page) => page.getByRole('textbox', { name: 'Question' });
const cards = (page: Page, column: string) => page.getByRole('list', { name: column }).getByRole('button');

async function openRag(page: Page, address = './?page=rag'): Promise<void> {
  await page.goto(address);
  await isAnswered(page);
}

/** What is shown is of what was asked. */
async function isAnswered(page: Page): Promise<void> {
  await expect(region(page, 'Rankings')).toHaveAttribute('aria-busy', 'false', SOON);
}

async function ask(page: Page, words: string): Promise<void> {
  await question(page).fill(words);
  await expect(region(page, 'Rankings')).toHaveAttribute('aria-busy', 'true');
  await isAnswered(page);
}

test('by mouse: asked, explained, cut otherwise, measured', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openRag(page);
  await expect(page.getByText(/^Tokenizer: cl100k_base, 1\.\d MB with the search, loaded\.$/)).toBeVisible();

  await page.getByLabel('A question from the list').selectOption('ceiling-cost');
  await isAnswered(page);
  await expect(region(page, 'Answer')).toContainText('no scroll that may be read answers it');
  await expect(region(page, 'Answer')).not.toContainText('41,200');
  await page.getByLabel('Who asks').selectOption({ label: 'One of council asks' });
  await expect(region(page, 'Answer')).toContainText('41,200 pounds', SOON);
  await expect(region(page, 'Answer')).toContainText('Grounded: 100 %');

  // A place in a ranking tells why it is there, and lines lead to the same chunk in the others.
  const card = cards(page, 'Words, BM25').first();
  await card.click();
  await expect(card).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.rag-lines path[data-chosen]').first()).toBeAttached();
  await expect(region(page, 'Why it stands there').getByRole('table')).toContainText('BM25');
  await expect(region(page, 'Why it stands there')).toContainText(/1\/\(60 \+ \d+\)/);
  await expect(page.locator('.rag-scroll-text [data-chosen]').first()).toBeVisible();

  // A citation leads to its chunk.
  await button(page, /^Source \d+: show its chunk$/)
    .first()
    .click();
  await expect(region(page, 'Text of Survey of the Reading Room Ceiling')).toContainText('41,200 pounds');
  await expect(page.locator('.rag-border')).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Chunk size' }).fill('24');
  await isAnswered(page);
  await expect.poll(() => page.locator('.rag-border').count(), SOON).toBeGreaterThan(3);

  await button(page, 'Measure them all').click();
  await expect(page.locator('.rag-plot polyline')).toHaveCount(4, SOON);
  await page.getByRole('tab', { name: 'nDCG@k' }).click();
  await expect(page.locator('.rag-plot polyline')).toHaveCount(4);
});

test('a link asks its question, and leads to the page where a real model is asked the same', async ({
  page,
}) => {
  await openRag(page, './?page=rag&question=salt-cod-soak');
  await expect(question(page)).toHaveValue('How many hours should salt cod soak?');
  await page.getByRole('link', { name: 'page of its own' }).click();
  await expect(page).toHaveURL(/model\.html\?question=salt-cod-soak$/);
  await expect(question(page)).toHaveValue('How many hours should salt cod soak?', SOON);
});

test('the whole library in the prompt: refused by the window, and seen', async ({ page }) => {
  await openRag(page);
  await page.getByLabel('Sources in it').selectOption({ label: 'the whole library' });
  await expect(region(page, 'Prompt')).toContainText('400 context_length_exceeded', SOON);
  await expect(region(page, 'Answer')).toContainText('there is no answer');
  await page.getByLabel('Window').selectOption({ label: '32,768' });
  await expect(region(page, 'Answer')).toContainText(/1\d,\d{3} tokens in/, SOON);
  await expect(region(page, 'Prompt').getByText('closed', { exact: true })).toBeAttached();
});

test('orders in a scroll are data between marks, and obeyed without', async ({ page }) => {
  await openRag(page);
  const list = page.getByLabel('A question from the list');
  const ids = await list
    .locator('option')
    .evaluateAll((all) =>
      all
        .filter((one) => one.textContent?.startsWith('injection:'))
        .map((one) => (one as HTMLOptionElement).value),
    );
  expect(ids.length).toBeGreaterThan(0);
  await button(page, 'The model is told …').click();
  await page.getByLabel('That what stands between marks is data').uncheck();
  let obeyed = 0;
  for (const id of ids) {
    await list.selectOption(id);
    await isAnswered(page);
    obeyed += await page.getByText('says what a scroll ordered').count();
  }
  expect(obeyed).toBeGreaterThan(0);
});

test('bad input: too long a question, too large a library, HTML in a scroll', async ({ page }) => {
  await openRag(page);
  await ask(page, 'why '.repeat(25_000));
  await expect(page.getByText('A question has at most 2,000 letters; this one has 100,000.')).toBeVisible();
  await ask(page, 'Why?');
  await expect(page.getByText(/at most 2,000 letters/)).toHaveCount(0);

  await button(page, 'Another library …').click();
  const dialog = page.getByRole('dialog');
  const file = (name: string, text: string) => ({
    name,
    mimeType: 'text/markdown',
    buffer: Buffer.from(text),
  });
  await dialog.getByLabel('Or from a file').setInputFiles(file('huge.md', '# a\n'.padEnd(5_000_000, 'x')));
  await expect(dialog.getByRole('alert')).toContainText('huge.md has 5.0 MB; a library has at most 200 kB.');
  await dialog.getByLabel('Or from a file').setInputFiles(file('large.md', '# a\n'.padEnd(300_000, 'x')));
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(dialog.getByRole('alert')).toContainText(
    'expected at most 200 kB; the library has 300 kB',
    SOON,
  );
  const script =
    '<img src=x onerror="document.title=\'broken in\'"><script>document.title="broken in"</script>';
  await dialog
    .getByLabel('Or from a file')
    .setInputFiles(
      file(
        'own.md',
        `# ${script}\nid: own\nauthor: ${script}\ndate: 2026-01-01\ngroups: everyone\n\nA boat. ${script}\n`,
      ),
    );
  await expect(dialog.getByLabel('Scrolls')).toHaveValue(/onerror/);
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(dialog).toHaveCount(0, SOON);
  await ask(page, 'A boat onerror?');
  await expect(page.locator('.rag-scroll-text')).toContainText('<script>document.title=');
  await expect(region(page, 'Answer')).toContainText('A boat.');
  expect(await page.title()).not.toBe('broken in');
  expect(await page.locator('.rag-desk img').count()).toBe(0);
});

/** Somebody's model on this machine. */
async function serve(answer: RequestListener): Promise<{ readonly server: Server; readonly base: string }> {
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    if (request.method === 'OPTIONS') response.writeHead(204).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

const stop = ({ server }: { readonly server: Server }): void => {
  server.closeAllConnections();
  server.close();
};

const event = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
const KEY = 'key-of-the-learner-4711';
const real = (page: Page) => region(page, 'A real model');

async function askReal(page: Page, base: string): Promise<void> {
  await page.getByLabel('Endpoint').fill(base);
  await page.getByLabel('Model', { exact: true }).fill('small');
  await page.getByLabel('Key').fill(KEY);
  await button(page, 'Ask it the same').click();
}

test('a real model: the same prompt, heard as it comes, measured by the same rule, and nothing kept', async ({
  page,
}) => {
  let asked: { messages: readonly { content: string }[] } | null = null;
  let bearer: string | undefined;
  let goOn = () => {};
  const model = await serve((request, response) => {
    bearer = request.headers.authorization;
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      asked = JSON.parse(body);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(event('LK-0001 is a bucket, with which Mottram began '));
      goOn = () =>
        response.end(
          `${event('the series in 1949 [2]. <b>It</b> was painted green in 1951.')}data: [DONE]\n\n`,
        );
    });
  });
  await openRag(page, './model.html');
  await askReal(page, model.base);
  await expect(real(page)).toContainText('with which Mottram began');
  await expect(real(page)).toContainText('It goes on …');
  goOn();
  await expect(real(page)).toContainText('Grounded by the same rule: 50 % of its sentences');
  await expect(real(page).getByText('ungrounded')).toBeVisible();
  await expect(real(page).getByRole('listitem').last()).toContainText('<b>It</b> was painted');
  expect(bearer).toBe(`Bearer ${KEY}`);
  const shown = await region(page, 'The prompt, piece by piece').textContent();
  for (const { content } of asked!.messages)
    for (const line of content.split('\n')) expect(shown).toContain(line.trim());

  const kept = await page.evaluate(() =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      location.href,
      document.cookie,
      history.state,
      document.documentElement.outerHTML,
    ]),
  );
  expect(kept).not.toContain(KEY);
  stop(model);
});

test('a real model can be stopped', async ({ page }) => {
  const model = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(event('And so on it goes.'));
  });
  await openRag(page, './model.html');
  await askReal(page, model.base);
  await expect(real(page)).toContainText('And so on it goes.');
  await real(page).getByRole('button', { name: 'Stop' }).click();
  await expect(real(page)).toContainText('Grounded by the same rule: 0 %');
  stop(model);
});

test('a real model that is not there, refuses or talks nonsense: a sentence, and a desk that works', async ({
  context,
}) => {
  // A page of its own: what the network does is in its console.
  const page = await context.newPage();
  let answer: RequestListener = () => {};
  const model = await serve((request, response) => answer(request, response));
  await openRag(page, './model.html');
  await askReal(page, 'example.com');
  await expect(real(page)).toContainText('Expected: an address such as https://api.openai.com/v1.');

  answer = (_, response) =>
    response.writeHead(401).end(JSON.stringify({ error: { message: `Wrong: ${KEY}` } }));
  await askReal(page, model.base);
  await expect(real(page).getByRole('alert')).toContainText('It refused with 401: Wrong: …');
  answer = (_, response) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end('<html>\n'.repeat(99));
  await button(page, 'Ask it the same').click();
  await expect(real(page).getByRole('alert')).toContainText('not as chat completions do');
  answer = (_, response) => response.destroy();
  await button(page, 'Ask it the same').click();
  await expect(real(page).getByRole('alert')).toContainText('cannot be reached');

  // The page may talk to whom it was told of first, and to nobody else.
  const other = await serve((_, response) => response.writeHead(200).end('{}'));
  await askReal(page, other.base);
  await expect(real(page)).toContainText(`This page may talk to ${new URL(model.base).origin} alone`);
  const reached = await page.evaluate(
    (address) =>
      fetch(address).then(
        () => 'reached',
        () => 'refused',
      ),
    other.base,
  );
  expect(reached).toBe('refused');
  await ask(page, 'Why?');
  stop(model);
  stop(other);
  await page.close();
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
        await openRag(page, './model.html');
        await button(page, 'Measure them all').click();
        await expect(page.locator('.rag-plot polyline')).toHaveCount(4, SOON);
        await page.getByLabel('Sources in it').selectOption({ label: 'the whole library' });
        await expect(region(page, 'Prompt')).toContainText('400 context_length_exceeded', SOON);
        expect(await axeFinds(page)).toEqual([]);
        await page.getByLabel('Sources in it').selectOption({ label: 'nothing: the bare model' });
        await expect(region(page, 'Prompt')).not.toContainText('400', SOON);
        expect(await axeFinds(page)).toEqual([]);
        expect(await outside(page)).toBeLessThanOrEqual(0);
        if (name === 'phone') expect(await tooSmall(page)).toEqual([]);
      });
    });
