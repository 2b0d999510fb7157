import type { Page } from '@playwright/test';
import { axeFinds, outside, tooSmall } from './axe.ts';
import { primary } from './episode.ts';
import { expect, open, part, test } from './page.ts';

const WIDE = { width: 1440, height: 900 };
const MIDDLE = { width: 1024, height: 768 };
const PHONE = { width: 390, height: 844 };

/** What is shown, and how one comes there. */
interface State {
  readonly name: string;
  /** Begins where the one before has ended. */
  readonly show: (page: Page) => Promise<void>;
}

const panel = async (page: Page, name: string): Promise<void> => {
  // On a phone they are behind one button.
  const more = page.getByRole('banner').getByRole('button', { name: 'More', exact: true });
  if (await more.isVisible()) await more.click();
  await toolOf(page, name).click();
  await expect(page.getByRole('heading', { name, exact: true, level: 2 })).toBeVisible();
};

const toolOf = (page: Page, name: string) =>
  page.getByRole('banner').getByRole('button', { name, exact: true });

/** A tour: states that can be gone through without beginning anew. */
const TOURS: Readonly<Record<string, readonly State[]>> = {
  'around the episodes': [
    {
      name: 'gallery',
      async show(page) {
        await page.goto('./');
        await expect(page.getByRole('link', { name: 'The Buffer' })).toBeVisible();
      },
    },
    {
      name: 'the table of theory',
      async show(page) {
        await page.getByRole('link', { name: 'How far can you trust this?' }).click();
        await expect(page.getByRole('table').first()).toBeVisible();
      },
    },
    {
      name: 'an empty sandbox',
      async show(page) {
        await page.goto('./?page=sandbox');
        await expect(page.getByRole('group', { name: 'Editing' })).toBeVisible({ timeout: 30_000 });
      },
    },
    {
      name: 'the card at the end',
      async show(page) {
        await open(page, 'scenario=buffer&step=10');
        await page.getByRole('button', { name: 'Finish here' }).click();
        await expect(page.getByRole('article', { name: 'The Buffer' })).toBeVisible();
      },
    },
  ],
  'a question, and why': [
    {
      name: 'a prediction is open',
      async show(page) {
        await open(page, 'scenario=buffer&step=2');
        await expect(primary(page)).toHaveText('Choose an answer first');
      },
    },
    {
      name: 'in the fault, with the causes',
      async show(page) {
        await open(page, 'scenario=buffer&step=3&at=40s');
        await panel(page, 'Why?');
        await expect(page.locator('.why-cause').first()).toBeVisible();
      },
    },
    {
      name: 'one request, and why',
      async show(page) {
        await page.locator('.why-cause').first().click();
        await expect(page.getByRole('region', { name: 'Its way' })).toBeVisible();
      },
    },
    {
      name: 'two runs compared',
      async show(page) {
        await panel(page, 'Compare');
        await page.getByLabel('B: the run to compare with').selectOption('With a queue');
        await expect(page.getByRole('row', { name: /ended well/ })).toBeVisible({ timeout: 15_000 });
      },
    },
  ],
  'at the table': [
    {
      name: 'a part in the inspector',
      async show(page) {
        await open(page, 'scenario=buffer&step=5&design=fix&at=100s');
        // On a phone it lies below what the canvas shows: the focus brings it there, a mouse cannot.
        await part(page, 'Orders, SQS queue').press('Enter');
        await expect(page.getByRole('textbox', { name: 'VisibilityTimeout' })).toBeVisible();
      },
    },
    {
      name: 'where a wire may lead',
      async show(page) {
        await page.keyboard.press('c');
        await expect(page.getByRole('dialog', { name: 'Connect Orders' })).toBeVisible();
      },
    },
    {
      name: 'the list of keys',
      async show(page) {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
      },
    },
    {
      name: 'the shelf of parts',
      async show(page) {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
        await page.keyboard.press('p');
        await expect(page.getByRole('region', { name: 'Parts' })).toBeVisible();
      },
    },
    {
      name: 'forks',
      async show(page) {
        await page.keyboard.press('Escape');
        await panel(page, 'Forks');
      },
    },
    {
      name: 'theory',
      async show(page) {
        const time = page.getByRole('tab', { name: 'Time' });
        if (await time.isVisible()) await time.click();
        await page.getByRole('button', { name: 'Theory' }).click();
        await expect(page.locator('.theory-panel table')).toBeVisible({ timeout: 15_000 });
      },
    },
  ],
  'a topic, and its letters': [
    {
      name: 'a subscription, with a slip in its filter policy',
      async show(page) {
        await page.addInitScript((text) => localStorage.setItem('secret-life-lab:sandbox', text), TOPIC);
        await open(page, 'page=sandbox&at=10s');
        await page.locator('.wire-mark').first().click();
        const inspect = page.getByRole('tab', { name: 'Inspect' });
        if (await inspect.isVisible()) await inspect.click();
        const policy = page.getByRole('textbox', { name: 'FilterPolicy', exact: true });
        await expect(policy).toHaveValue('{ "kind": ["gift"] }');
        await policy.fill('{ "kind": [gift] }');
        await policy.press('Control+Enter');
        await expect(page.getByText(/^Line 1, column 12: expected a value/)).toBeVisible();
      },
    },
    {
      name: 'a letter in its envelope',
      async show(page) {
        await page.getByRole('textbox', { name: 'FilterPolicy', exact: true }).press('Escape');
        await panel(page, 'Why?');
        const number = page.getByRole('textbox', { name: 'Follow a request' });
        await number.fill('40');
        await number.press('Enter');
        await page.getByText('Its letter, in an envelope').first().click();
        await expect(page.getByText('"Type" : "Notification"')).toBeVisible();
      },
    },
    {
      name: 'a letter among the last events',
      async show(page) {
        const story = page.getByRole('tab', { name: 'Story' });
        if (await story.isVisible()) await story.click();
        await page.getByText('Every event, the latest first').click();
        await page.locator('.last-events .letter-fold summary').first().click();
        await expect(page.locator('.last-events').getByText('Message attributes')).toBeVisible();
      },
    },
  ],
};

const TOPIC = `format: 1
id: gifts
title: Gifts
series: aws
summary: Orders, some of them gifts.
duration: 20s
seed: 3
parts:
  shop:
    kind: traffic-source
    name: Shop
    at: [80, 200]
    settings: { rate: 20/s, messages: [{ body: "order {n}", attributes: { kind: gift } }] }
  orders: { kind: sns-topic, name: Orders, at: [340, 200] }
  gifts: { kind: sqs-queue, name: Gifts, at: [680, 100] }
  all: { kind: sqs-queue, name: All orders, at: [680, 340] }
wires:
  - shop.out -> orders.publish
  - { from: orders.subscriptions, to: gifts.send, with: { FilterPolicy: { kind: [gift] }, RawMessageDelivery: true } }
  - orders.subscriptions -> all.send
`;

/**
 * Every tour in the light, in the dark, and on a phone: three of the six pairs each, so that every pair sees some tours and
 * every tour is seen wide and narrow.
 */
const PAIRS = [
  {
    viewport: WIDE,
    colorScheme: 'light',
    tours: ['around the episodes', 'at the table', 'a topic, and its letters'],
  },
  { viewport: WIDE, colorScheme: 'dark', tours: ['a question, and why'] },
  { viewport: MIDDLE, colorScheme: 'light', tours: ['a question, and why'] },
  { viewport: MIDDLE, colorScheme: 'dark', tours: ['around the episodes', 'at the table'] },
  { viewport: PHONE, colorScheme: 'light', tours: ['a question, and why'] },
  {
    viewport: PHONE,
    colorScheme: 'dark',
    tours: ['around the episodes', 'at the table', 'a topic, and its letters'],
  },
] as const;

for (const { viewport, colorScheme, tours } of PAIRS) {
  const isTouched = viewport.width < 1100;
  test.describe(`${viewport.width}x${viewport.height}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, hasTouch: isTouched });
    for (const tour of tours) {
      test(`axe finds nothing: ${tour}`, async ({ page }) => {
        test.setTimeout(400_000);
        for (const { name, show } of TOURS[tour]!) {
          await show(page);
          expect.soft(await axeFinds(page), name).toEqual([]);
          expect.soft(await outside(page), `${name}: nothing lies outside the page`).toBe(0);
          if (isTouched)
            expect.soft(await tooSmall(page), `${name}: what is touched is large enough`).toEqual([]);
        }
      });
    }
  });
}
