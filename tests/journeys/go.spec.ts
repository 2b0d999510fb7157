/** Go by itself: a program is mended, stepped through by hand, tried in every order, sent to somebody, and cannot hang the page. */
import type { Page } from '@playwright/test';
import { axeFinds, outside, tooSmall } from './axe.ts';
import { expect, isThere, test } from './page.ts';

/** A machine that starts, and looks at every order, on two busy cores. */
const SOON = { timeout: 40_000 };

const editor = (page: Page) => page.getByRole('textbox', { name: 'Source of main.go' });
const schedules = (page: Page) => page.getByRole('region', { name: 'Schedules' });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const steps = (page: Page) => page.getByRole('list', { name: 'Steps' }).getByRole('listitem');

async function openGo(page: Page, query = ''): Promise<void> {
  await page.goto(`./?page=go${query}`);
  await expect(page.getByText('Who takes the next step?')).toBeVisible(SOON);
}

async function write(page: Page, source: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(source);
}

async function explore(page: Page): Promise<void> {
  await button(page, 'Try every schedule').click();
  await expect(schedules(page)).toContainText(/were looked at|Only the|go on for ever|was stopped/, SOON);
}

test('by mouse: what fails is found, told step by step, and mended', async ({ page }) => {
  await openGo(page);
  await explore(page);
  await expect(schedules(page)).toContainText('end in the fatal error of a map');
  await expect(schedules(page).locator('.go-fatal')).toHaveText(/^fatal error: concurrent map/);
  const count = await steps(page).count();
  expect(count).toBeGreaterThan(2);
  await expect(page.locator('.go-meet path')).toBeAttached();

  await button(page, 'Back to the start').click();
  await expect(steps(page)).toHaveCount(0);
  await button(page, /^Show it: end in the fatal error of a map/).click();
  await expect(steps(page)).toHaveCount(count);
  await button(page, 'Tell it step by step').click();
  await expect(page.locator('.go-stop[data-taken]')).toHaveCount(0);
  await expect(page.locator('.go-stop[data-taken]')).toHaveCount(count, SOON);
  await expect(button(page, 'Tell it step by step')).toBeVisible(SOON);

  // A step that is pressed is where one stands: in the strip, in the lanes and in the code.
  await button(page, /^Step 1:/).click();
  await expect(page.locator('.go-stop[data-taken]')).toHaveCount(1);
  await expect(page.locator('.cm-line.go-marked').first()).toBeVisible();

  await page.getByLabel('Program').selectOption({ label: 'The cache with a mutex' });
  await explore(page);
  await expect(schedules(page)).toContainText('No schedule fails.');
});

test('what does not compile says so at its line, in the words of Go', async ({ page }) => {
  await openGo(page);
  await write(page, 'package main\n\nfunc main() {\n\tx := 1\n}\n');
  await expect(page.getByRole('list', { name: 'Errors' })).toHaveText(
    'main.go:4:2: declared and not used: x',
    SOON,
  );
  await expect(page.locator('.cm-line', { hasText: 'x := 1' }).locator('.cm-lintRange-error')).toBeVisible();
  await expect(button(page, 'Run once')).toBeDisabled();
  await write(page, 'package main\n\nfunc main() {\n\tprintln("mended")\n}\n');
  await expect(page.getByRole('list', { name: 'Errors' })).toHaveCount(0, SOON);
  await button(page, 'Run once').click();
  await expect(schedules(page)).toContainText('mended', SOON);
});

test('by keys alone: steps by hand, and out of the editor again', async ({ page }) => {
  await openGo(page);
  await editor(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('region', { name: 'Lanes' })).toBeFocused();
  await page.keyboard.press('1');
  await expect(steps(page)).toHaveCount(1);
  await page.keyboard.press('2');
  await expect(steps(page)).toHaveCount(2);
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.go-stop[data-taken]')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.go-stop[data-taken]')).toHaveCount(2);
  await button(page, 'Try every schedule').focus();
  await page.keyboard.press('Enter');
  await expect(schedules(page).getByRole('status')).toContainText(
    'Some schedules end in the fatal error',
    SOON,
  );
});

test('a link opens the same program at the same schedule', async ({ page }) => {
  await openGo(page);
  await page.getByLabel('Program').selectOption({ label: 'Two accounts, two locks' });
  await explore(page);
  const told = await steps(page)
    .locator('button')
    .evaluateAll((all) => all.map((one) => one.ariaLabel));
  expect(told.length).toBeGreaterThan(1);
  await button(page, 'Share').click();
  await expect(page.getByText(/^The link (?:is copied|stands in the address bar)\.$/)).toBeVisible();
  const link = page.url();
  expect(link).toContain('schedule=');
  await page.goto('about:blank');
  await page.goto(link);
  await expect(steps(page)).toHaveCount(told.length, SOON);
  expect(
    await steps(page)
      .locator('button')
      .evaluateAll((all) => all.map((one) => one.ariaLabel)),
  ).toEqual(told);
  await expect(editor(page)).toContainText('package main');

  await page.goto('about:blank');
  await page.goto('./?page=go#AAAA');
  await expect(schedules(page)).toContainText('The link is incomplete or was changed', SOON);
  await expect(page.locator('.go-lane-name').first()).toBeVisible(SOON);
});

const main = (body: string, rest = ''): string => `package main\n\n${rest}func main() {\n${body}\n}\n`;
const FORK_BOMB = main('\tf()', 'func f() {\n\tfor {\n\t\tgo f()\n\t}\n}\n\n');

const HOSTILE = {
  'a loop without an end': [main('\tfor {\n\t}'), /had not ended|stopped by the lab/],
  'a thousand million appends': [
    main('\tvar s []int\n\tfor i := 0; i < 1_000_000_000; i++ {\n\t\ts = append(s, i)\n\t}\n\t_ = s'),
    /out of memory|had not ended|stopped by the lab/,
  ],
  'goroutines that begin goroutines': [FORK_BOMB, /out of memory|had not ended|stopped by the lab/],
} as const;

for (const [name, [source, says]] of Object.entries(HOSTILE))
  test(`${name}: an ending, and a page that lives`, async ({ page }) => {
    await openGo(page);
    await write(page, source);
    await expect(button(page, 'Run once')).toBeEnabled();
    await button(page, 'Run once').click();
    await expect(schedules(page)).toContainText(says, SOON);
    await button(page, 'Try every schedule').click();
    await expect(schedules(page)).toContainText(/are being tried|No failure was found so far/);
    await expect(editor(page)).toContainText('func main()');
    // Another program calls off whatever the last one was at.
    await page.getByLabel('Program').selectOption({ label: 'The cache with a mutex' });
    await explore(page);
    await expect(schedules(page)).toContainText('No schedule fails.');
  });

test('five megabytes of text: refused in a sentence, not sent by a link', async ({ page }) => {
  await openGo(page);
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.evaluate(() => {
    const lines = '// a line that nobody reads\n'.repeat(200_000);
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', `package main\n\n${lines}\nfunc main() {\n\tx := 1\n}\n`);
    const pasted = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('.cm-content')!.dispatchEvent(pasted);
  });
  await expect(page.getByRole('list', { name: 'Errors' })).toContainText(
    "this lab's Go reads at most 1,000,000 bytes of source",
    SOON,
  );
  await button(page, 'Share').click();
  await expect(page.getByText('This is too long for a link: 1,000,000 letters fit.')).toBeVisible();
});

test('a program of a system: an edit of the code is an edit of the table', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('./?scenario=go-service');
  await isThere(page);
  const digest = page.locator('[data-digest]').first();
  const before = await digest.getAttribute('data-digest');
  await button(page, 'Code').click();
  await expect(editor(page)).toContainText('package main', SOON);
  await expect(page.getByRole('slider', { name: 'Moment of the run' })).toBeHidden();
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nvar unused = 1 +');
  await expect(page.getByRole('list', { name: 'Errors' })).toBeVisible(SOON);
  await button(page, /^Undo: .*code changed$/).click();
  await expect(page.getByRole('list', { name: 'Errors' })).toHaveCount(0, SOON);
  await button(page, /^Do again: .*code changed$/).click();
  await expect(page.getByRole('list', { name: 'Errors' })).toBeVisible(SOON);
  await button(page, 'System').click();
  await expect(page.getByRole('slider', { name: 'Moment of the run' })).toBeVisible();
  await expect.poll(() => digest.getAttribute('data-digest'), SOON).not.toBe(before);
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
        await openGo(page);
        expect(await axeFinds(page)).toEqual([]);
        await explore(page);
        expect(await axeFinds(page)).toEqual([]);
        expect(await outside(page)).toBeLessThanOrEqual(0);
        if (name === 'phone') expect(await tooSmall(page)).toEqual([]);
      });
    });
