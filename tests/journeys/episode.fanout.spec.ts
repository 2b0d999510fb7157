import type { Page } from '@playwright/test';
import { episodeText, isDone, nameIn, primary, saysOf, stepIn, task } from './episode.ts';
import { closeInspector, dragFromShelf, drawWire, inspector, pressWire, seekEnd } from './mouse.ts';
import { digestOf, expect, middleOf, open, part, partName, test, wire } from './page.ts';

test.use({ viewport: { width: 1440, height: 900 } });

const EPISODE = episodeText('fanout');
const CHECKOUT = nameIn(EPISODE, 'checkout');
const LABELS = nameIn(EPISODE, 'label-queue');
const QUEUES = ['inventory-queue', 'label-queue', 'mail-queue'].map((id) => nameIn(EPISODE, id));
/** As it is called when it comes from the shelf. */
const TOPIC = 'SNS topic';

const send = (queue: string) => `Wire from ${CHECKOUT} calls to ${queue} send`;
const subscription = (queue: string) => `Wire from ${TOPIC} subscriptions to ${queue} send`;

test('the fan-out by mouse: three sends become a topic, a policy is typed, a letter is opened', async ({
  page,
}) => {
  await open(page, 'scenario=fanout&step=mend');

  await test.step('the three sends go', async () => {
    for (const queue of QUEUES) {
      await pressWire(page, wire(page, send(queue)));
      await inspector(page).getByRole('button', { name: 'Remove' }).click();
      await expect(wire(page, send(queue))).toHaveCount(0);
    }
  });

  await test.step('a topic comes, and its wires', async () => {
    const at = await between(page, await partName(page, 'checkout'), await partName(page, 'label-queue'));
    await dragFromShelf(page, TOPIC, at, `${TOPIC}, ${TOPIC}`);
    await closeInspector(page);
    await drawWire(page, `${CHECKOUT}, calls`, `${TOPIC}, publish`);
    await expect(wire(page, `Wire from ${CHECKOUT} calls to ${TOPIC} publish`)).toBeVisible();
    for (const queue of QUEUES) {
      await drawWire(page, `${TOPIC}, subscriptions`, `${queue}, send`);
      await expect(wire(page, subscription(queue))).toBeVisible();
    }
    await expect(part(page, `${TOPIC}, ${TOPIC}`)).not.toHaveAccessibleDescription(/Unfinished/);
  });

  await test.step('every order is told to everybody or to nobody', async () => {
    for (const id of ['all-or-none', 'printers'])
      await expect(task(page, saysOf(EPISODE, 'mend', id))).toContainText('To do: ');
    await seekEnd(page);
    for (const id of ['all-or-none', 'printers']) await isDone(page, saysOf(EPISODE, 'mend', id));
    await expect(page.getByRole('heading', { name: /^The same seed, \d+, before and after$/ })).toBeVisible();
    await primary(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(stepIn(EPISODE, 'sort').title);
  });

  const policy = inspector(page).getByRole('textbox', { name: 'FilterPolicy', exact: true });
  const filtered = saysOf(EPISODE, 'sort', 'filtered');

  await test.step('a policy with a slip is refused, with its place, and nothing is lost', async () => {
    await seekEnd(page);
    await expect(task(page, filtered)).toContainText('Not yet: ');
    await pressWire(page, wire(page, subscription(LABELS)));
    const before = await digestOf(page);
    const slip = '{ "goods": [physical] }';
    await policy.click();
    await policy.pressSequentially(slip);
    await inspector(page).getByRole('heading', { level: 3 }).first().click();
    await expect(inspector(page).getByText(/^Line 1, column 13: expected /)).toBeVisible();
    await expect(policy).toHaveValue(slip);
    await expect(policy).toHaveAttribute('aria-invalid', 'true');
    expect(await digestOf(page)).toBe(before);
    for (const queue of QUEUES) await expect(wire(page, subscription(queue))).toBeVisible();
    await expect(task(page, filtered)).toContainText('Not yet: ');
  });

  await test.step('the same policy, mended, keeps downloads from the printers', async () => {
    const before = await digestOf(page);
    await policy.fill('{ "goods": ["physical"] }');
    await inspector(page).getByRole('heading', { level: 3 }).first().click();
    await expect(inspector(page).getByText(/^Line 1, column/)).toHaveCount(0);
    await expect.poll(() => digestOf(page)).not.toBe(before);
    await closeInspector(page);
    await seekEnd(page);
    await isDone(page, filtered);
  });

  await test.step('why one failed, and what its letter said', async () => {
    await page.getByRole('button', { name: 'Why?' }).click();
    const why = page.getByRole('complementary', { name: 'Why?' });
    await why
      .getByRole('button', { name: / failed / })
      .first()
      .click();
    const chain = why.getByRole('region', { name: 'Why', exact: true }).getByRole('button');
    await expect(chain.last()).toContainText(CHECKOUT);
    const letter = why.locator('.letter-fold').first();
    await letter.getByText('Its letter').click();
    const body = letter.locator('.letter-body').first();
    await expect(body).toBeVisible();
    const { order, goods } = JSON.parse(await body.innerText()) as { order: number; goods: string };
    // The letter is that of the request whose way is shown: letters number from 0, people from 1.
    const number = (order + 1).toLocaleString('en');
    await expect(why.getByRole('heading', { name: `Request ${number}`, exact: true })).toBeVisible();
    const attributes = letter.getByRole('table', { name: 'Message attributes' });
    await expect(attributes.getByRole('row', { name: 'goods' })).toContainText(goods);
  });
});

/** Halfway from one part to another, px from the corner of the sheet. */
async function between(page: Page, one: string, other: string) {
  const [a, b] = [await middleOf(part(page, one)), await middleOf(part(page, other))];
  const sheet = (await page.locator('.react-flow__pane').boundingBox())!;
  return { x: (a.x + b.x) / 2 - sheet.x, y: (a.y + b.y) / 2 - sheet.y };
}
