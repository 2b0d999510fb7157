import { episodeText, isDone, nameIn, saysOf, stepIn, task } from './episode.ts';
import { connect, keyboardOf, place, pressPrimary, toEnd } from './keys.ts';
import { expect, open, part, partName, test, wire } from './page.ts';

test.use({ viewport: { width: 1440, height: 900 } });

const EPISODE = episodeText('rekognition-limit');
const [BUCKET, REKOGNITION, TABLE, COLLECTOR] = ['bucket', 'rekognition', 'table', 'collector'].map((id) =>
  nameIn(EPISODE, id),
) as [string, string, string, string];
const QUEUE = 'SQS queue';
const FLEET = 'Consumer fleet';

test('the gate by keys alone: pipelines go, a queue and a fleet come, and no start is refused', async ({
  page,
}) => {
  const keys = keyboardOf(page);
  await open(page, 'scenario=rekognition-limit&step=mend');

  await test.step('both pipelines and both SDKs go', async () => {
    for (const id of ['clips', 'trailers', 'clips-sdk', 'trailers-sdk']) {
      const name = await partName(page, id);
      await keys.tabTo('button', name);
      await keys.press('Delete');
      await expect(part(page, name)).toHaveCount(0);
    }
  });

  await test.step('a queue and a fleet come', async () => {
    await place(page, keys, QUEUE, `${QUEUE}, ${QUEUE}`);
    await place(page, keys, FLEET, `${FLEET}, ${FLEET}`);
  });

  await test.step('and are wired, the permit before the start', async () => {
    const fleet = `${FLEET}, ${FLEET}`;
    await connect(page, keys, await partName(page, 'bucket'), 'events', QUEUE, 'send');
    await connect(page, keys, `${QUEUE}, ${QUEUE}`, 'messages', FLEET);
    await connect(page, keys, fleet, 'work', TABLE, 'acquire');
    await connect(page, keys, fleet, 'work', REKOGNITION, 'start');
    await connect(page, keys, await partName(page, 'collector'), 'work', TABLE, 'release');
    for (const name of [
      `Wire from ${BUCKET} events to ${QUEUE} send`,
      `Wire from ${QUEUE} messages to ${FLEET} in`,
      `Wire from ${FLEET} work to ${TABLE} acquire`,
      `Wire from ${FLEET} work to ${REKOGNITION} start`,
      `Wire from ${COLLECTOR} work to ${TABLE} release`,
    ])
      await expect(wire(page, name)).toBeVisible();
    for (const name of [`${QUEUE}, ${QUEUE}`, fleet])
      await expect(part(page, name)).not.toHaveAccessibleDescription(/Unfinished/);
  });

  await test.step('an hour later every video has been looked at', async () => {
    const tasks = ['refused', 'all'].map((id) => saysOf(EPISODE, 'mend', id));
    for (const says of tasks) await expect(task(page, says)).toContainText('To do: ');
    await toEnd(page, keys);
    for (const says of tasks) await isDone(page, says);
    await expect(page.getByRole('heading', { name: /^The same seed, \d+, before and after$/ })).toBeVisible();
  });
});

test('the wall by keys alone: Why? names the error of the service', async ({ page }) => {
  const keys = keyboardOf(page);
  await open(page, 'scenario=rekognition-limit&step=wall');
  await pressPrimary(page, keys, stepIn(EPISODE, 'wall').act!.label);
  await toEnd(page, keys);
  for (const id of ['full', 'refused']) await isDone(page, saysOf(EPISODE, 'wall', id));
  await keys.tabTo('button', 'Why?');
  await keys.press('Enter');
  // One of the festival, whose uploads were answered well: nobody complains of it.
  await keys.tabTo('textbox', 'Follow a request');
  await keys.type('60');
  await keys.press('Enter');
  const way = page.getByRole('complementary', { name: 'Why?' }).getByRole('region', { name: 'Its way' });
  const refused = way.getByRole('row', { name: new RegExp(`${REKOGNITION}.*LimitExceededException`) });
  await expect(refused.first()).toBeVisible({ timeout: 15_000 });
  // The SDK asks more than once, and the function is woken again.
  expect(await refused.count()).toBeGreaterThan(1);
  await isDone(page, saysOf(EPISODE, 'wall', 'why'));
});
