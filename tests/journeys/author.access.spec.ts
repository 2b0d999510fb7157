/** The author's desk for everybody: every tab, a broken text, a recording, what comes from outside, and the page that fetches. */
import type { Page } from '@playwright/test';
import { axeFinds, outside, tooSmall } from './axe.ts';
import { LESSON_TEXT, linkTo } from './lesson.ts';
import { expect, isThere, test } from './page.ts';

test.describe.configure({ timeout: 400_000 });

interface State {
  readonly name: string;
  /** Begins where the one before has ended. */
  readonly show: (page: Page) => Promise<void>;
}

/** On a narrow page there is another row of tabs, with a Lesson of its own. */
async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('tablist', { name: 'The lesson' }).getByRole('tab', { name, exact: true }).click();
}

const panel = (page: Page, name: string) =>
  page
    .getByRole('tablist', { name: 'The lesson' })
    .locator('..')
    .getByRole('tabpanel', { name, exact: true });
const editor = (page: Page) => page.getByRole('textbox', { name: 'Text of the scenario' });

/** Every fold of the form. */
async function unfold(page: Page): Promise<void> {
  const folds = page.locator('.lesson-fold > h3 > [aria-expanded="false"]');
  for (let n = await folds.count(); n > 0; n--) await folds.first().click();
  await expect(folds).toHaveCount(0);
}

/** Buttons over the table that something else lies on, were it only at one end. */
const covered = (page: Page): Promise<readonly string[]> =>
  page.locator('.table-stage').evaluate((stage) => {
    if (document.querySelector('dialog[open], .paper-host')) return [];
    return [...stage.querySelectorAll('.bar button, .author-broken button, .recording-over button')]
      .filter((button) => {
        const { left, right, top, height } = button.getBoundingClientRect();
        const ends = [left + 4, (left + right) / 2, right - 4];
        return ends.some((x) => !button.contains(document.elementFromPoint(x, top + height / 2)));
      })
      .map((button) => button.getAttribute('aria-label') ?? button.textContent ?? '');
  });

async function bringIn(page: Page): Promise<void> {
  const more = page.getByRole('banner').getByRole('button', { name: 'More', exact: true });
  if (await more.isVisible()) await more.click();
  await page.getByRole('button', { name: 'Bring in …' }).click();
  await expect(page.getByRole('dialog', { name: 'Bring in from outside' })).toBeVisible();
}

const paste = async (page: Page, text: string): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: 'Bring in from outside' });
  await dialog.getByLabel('Paste it here').fill(text);
  await dialog.getByRole('button', { name: 'Bring it in' }).click();
};

const TIMES = `time,status\n${Array.from({ length: 40 }, (_, i) => `2024-05-01T10:00:${String(i).padStart(2, '0')}Z,200\n`).join('')}`;

const AT = 'https://lessons.example/coffee.yaml';
const FETCH = `./load.html?src=${encodeURIComponent(AT)}`;

const TOURS: Readonly<Record<string, readonly State[]>> = {
  'the text': [
    {
      name: 'the text',
      async show(page) {
        await page.goto(await linkTo('author.html'));
        await isThere(page);
        await expect(panel(page, 'Text').getByRole('status')).toHaveText('The text and the table are one.');
      },
    },
    {
      name: 'what can stand here',
      async show(page) {
        await editor(page).click();
        await page.keyboard.press('Control+End');
        await page.keyboard.type('windows');
        await page.keyboard.press('Control+Space');
        await expect(page.getByRole('listbox', { name: 'Completions' })).toBeVisible();
      },
    },
    {
      name: 'a broken text',
      async show(page) {
        await page.keyboard.press('Escape');
        await expect(page.locator('.author-broken')).toContainText(/Line \d+:/);
        await expect(panel(page, 'Text').getByRole('status')).toContainText('1 problem');
      },
    },
    {
      name: 'what is known of a word',
      async show(page) {
        await page.getByRole('button', { name: 'Undo', exact: true }).click();
        await expect(page.locator('.author-broken')).toHaveCount(0);
        await editor(page).press('Control+Home');
        await editor(page).getByText('kind', { exact: true }).first().click();
        await page.getByRole('button', { name: 'Explain this word' }).click();
        await expect(page.locator('.cm-tooltip-hover')).toBeVisible();
      },
    },
  ],
  'the lesson': [
    {
      name: 'the whole of it, with everything open',
      async show(page) {
        await page.goto(await linkTo('author.html'));
        await isThere(page);
        await tab(page, 'Lesson');
        await expect(panel(page, 'Lesson').getByLabel('Title', { exact: true })).toBeVisible();
        await unfold(page);
      },
    },
    {
      name: 'a step with its prediction',
      async show(page) {
        await panel(page, 'Lesson')
          .getByRole('button', { name: /The phone rings/ })
          .click();
        await unfold(page);
        await expect(panel(page, 'Lesson')).toContainText('One answer is right', { timeout: 30_000 });
      },
    },
    {
      name: 'as the student sees it',
      async show(page) {
        // Where there is room, it stands beside the text.
        const see = page.getByRole('tab', { name: 'As the student sees it' });
        if (await see.isVisible()) await see.click();
        await expect(panel(page, 'Lesson').getByRole('heading', { name: 'The phone rings' })).toBeVisible();
      },
    },
    {
      name: 'a step with its task',
      async show(page) {
        await panel(page, 'Lesson')
          .getByRole('button', { name: /Make it short/ })
          .click();
        await unfold(page);
        await expect(page.getByLabel('Task 1 is done when this is true')).toBeVisible();
      },
    },
    {
      name: 'an expression that cannot be read',
      async show(page) {
        const when = page.getByLabel('Task 1 is done when this is true');
        await when.fill('barista.waitin < 2');
        await when.blur();
        await expect(panel(page, 'Lesson')).toContainText('waitin');
      },
    },
  ],
  'designs and health': [
    {
      name: 'designs',
      async show(page) {
        await page.goto(await linkTo('author.html'));
        await isThere(page);
        await tab(page, 'Designs');
        await expect(panel(page, 'Designs').getByRole('heading', { name: 'All designs' })).toBeVisible();
      },
    },
    {
      name: 'a design that is open',
      async show(page) {
        await panel(page, 'Designs')
          .getByRole('button', { name: /^Two baristas/ })
          .click();
        await expect(panel(page, 'Designs').getByLabel('Title', { exact: true })).toHaveValue('Two baristas');
      },
    },
    {
      name: 'while something is recorded',
      async show(page) {
        await panel(page, 'Designs').getByRole('button', { name: 'Record another fix' }).click();
        await expect(page.getByRole('region', { name: 'Recording' })).toContainText('No change yet.');
      },
    },
    {
      name: 'a recording of nothing',
      async show(page) {
        await panel(page, 'Designs').getByRole('button', { name: 'Stop' }).click();
        await expect(page.getByRole('region', { name: 'Recording' })).toContainText('Go on recording');
      },
    },
    {
      name: 'health',
      async show(page) {
        await page
          .getByRole('region', { name: 'Recording' })
          .getByRole('button', { name: 'Remove the design' })
          .click();
        await page.keyboard.press('Escape');
        await tab(page, 'Health');
        await expect(panel(page, 'Health').getByRole('region', { name: 'The verdict' })).toBeVisible();
        await expect(panel(page, 'Health')).toContainText(/\d+ runs\./, { timeout: 120_000 });
      },
    },
  ],
  'handed out, and brought in': [
    {
      name: 'hand out',
      async show(page) {
        await page.goto(await linkTo('author.html'));
        await isThere(page);
        await tab(page, 'Hand out');
        await expect(page.getByLabel('For students')).toHaveValue(/#text=/);
      },
    },
    {
      name: 'the hand-out on paper',
      async show(page) {
        await page.getByRole('button', { name: 'Show the hand-out' }).click();
        const view = page.getByRole('dialog', { name: 'The hand-out, as it is printed' });
        await expect(view.getByRole('figure')).toBeVisible();
      },
    },
    {
      name: 'something to bring in',
      async show(page) {
        await page.getByRole('button', { name: 'Back to the desk' }).click();
        await bringIn(page);
      },
    },
    {
      name: 'what is nothing that can be brought in',
      async show(page) {
        await paste(page, '{ "Rules": [');
        await expect(page.getByRole('dialog').getByRole('button', { name: 'Bring it in' })).toBeVisible();
      },
    },
    {
      name: 'request times',
      async show(page) {
        await paste(page, TIMES);
        await expect(page.getByRole('dialog').getByRole('img').first()).toBeVisible();
      },
    },
    {
      name: 'a change that is in no file',
      async show(page) {
        await page.getByRole('dialog').press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
        await tab(page, 'Lesson');
        const title = panel(page, 'Lesson').getByLabel('Title', { exact: true });
        await title.fill('Another line');
        await title.blur();
        await tab(page, 'Hand out');
        await page.getByRole('button', { name: 'Begin', exact: true }).click();
        await expect(page.getByRole('dialog', { name: 'What is on the desk is not saved' })).toBeVisible();
      },
    },
  ],
  'the page that fetches': [
    {
      name: 'no address',
      async show(page) {
        await page.goto('./load.html');
        await expect(page.getByRole('alert')).toContainText('names no address');
      },
    },
    {
      name: 'before anything is fetched',
      async show(page) {
        await page.goto(FETCH);
        await expect(page.getByRole('button', { name: 'Fetch it from lessons.example' })).toBeVisible();
      },
    },
    {
      name: 'a file that is no scenario',
      async show(page) {
        await answer(page, LESSON_TEXT.replace('kind: service', 'kind: servant'));
        await page.getByRole('button', { name: 'Fetch it from lessons.example' }).click();
        await expect(page.getByRole('button', { name: 'Mend it at the author’s desk' })).toBeVisible();
      },
    },
    {
      name: 'a lesson',
      async show(page) {
        await answer(page, LESSON_TEXT);
        await page.getByRole('button', { name: 'Fetch it again' }).click();
        await expect(page.getByRole('heading', { name: 'The coffee line' })).toBeVisible();
      },
    },
  ],
};

async function answer(page: Page, body: string): Promise<void> {
  await page.unrouteAll();
  await page.route('https://lessons.example/**', (route) =>
    route.fulfill({ body, headers: { 'access-control-allow-origin': '*' } }),
  );
}

const PAIRS = [
  { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { viewport: { width: 1024, height: 768 }, colorScheme: 'dark' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

for (const { viewport, colorScheme } of PAIRS) {
  const isTouched = viewport.width < 1100;
  test.describe(`${viewport.width}x${viewport.height}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, hasTouch: isTouched });
    for (const [tour, states] of Object.entries(TOURS))
      test(`axe finds nothing: ${tour}`, async ({ page }) => {
        for (const { name, show } of states) {
          await show(page);
          expect.soft(await axeFinds(page), name).toEqual([]);
          expect.soft(await outside(page), `${name}: nothing lies outside the page`).toBe(0);
          if (await page.locator('.table-stage').count())
            expect.soft(await covered(page), `${name}: nothing is covered`).toEqual([]);
          if (isTouched)
            expect.soft(await tooSmall(page), `${name}: what is touched is large enough`).toEqual([]);
        }
      });
  });
}
