import { episodeText, isDone, nameIn, saysOf, task } from './episode.ts';
import { dragFromShelf, drawWire, inspector, pressWire, seekEnd } from './mouse.ts';
import { expect, open, part, partName, test, wire } from './page.ts';

test.use({ viewport: { width: 1440, height: 900 } });

const EPISODE = episodeText('rag');
const [DESK, INDEX, MODEL] = ['desk', 'index', 'model'].map((id) => nameIn(EPISODE, id)) as [
  string,
  string,
  string,
];
const BUILDER = 'Prompt builder';

test('retrieve, then answer, by mouse: a builder is wired in, and the index keeps what is not for everybody', async ({
  page,
}) => {
  await open(page, 'scenario=rag&step=mend');

  await test.step('the desk asks a builder, and no longer the index', async () => {
    await dragFromShelf(page, BUILDER, { x: 620, y: 110 }, `${BUILDER}, ${BUILDER}`);
    const direct = wire(page, `Wire from ${DESK} answers to ${INDEX} search`);
    await pressWire(page, direct);
    await inspector(page).getByRole('button', { name: 'Remove' }).click();
    await expect(direct).toHaveCount(0);
    for (const [from, to] of [
      [`${DESK}, answers`, `${BUILDER}, ask`],
      [`${BUILDER}, search`, `${INDEX}, search`],
      [`${BUILDER}, model`, `${MODEL}, chat`],
    ] as const) {
      await drawWire(page, from, to);
      await expect(
        wire(page, `Wire from ${from.replace(', ', ' ')} to ${to.replace(', ', ' ')}`),
      ).toBeVisible();
    }
  });

  await test.step('everybody is answered, and each sentence names what it rests on', async () => {
    await seekEnd(page);
    for (const id of ['right', 'cited']) await isDone(page, saysOf(EPISODE, 'mend', id));
  });

  await test.step('a council paper stays with the council', async () => {
    await page.getByRole('button', { name: /^Step 8, / }).click();
    const says = saysOf(EPISODE, 'trim', 'closed');
    await expect(task(page, says)).toContainText('To do: ', { timeout: 30_000 });
    await part(page, await partName(page, 'index')).click();
    await inspector(page).getByLabel('securityFilter', { exact: true }).selectOption('preFilter');
    await seekEnd(page);
    await isDone(page, says);
  });
});
