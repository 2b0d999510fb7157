/** A hand on the keyboard: it sees the page, and touches nothing but keys. */
import { expect, type Page } from '@playwright/test';
import { primary } from './episode.ts';
import { lengthOf, part, playhead, secondsOf } from './page.ts';

export type Role = Parameters<Page['getByRole']>[0];

/** Tab, or Tab with Shift. */
export type Way = 'on' | 'back';

/** More stops than any page here has. */
const STOPS_MAX = 120;

export interface Keyboard {
  press(key: string, times?: number): Promise<void>;
  type(text: string): Promise<void>;
  /** Tab, or back with Shift, until the focus is on what has this role and name. */
  tabTo(role: Role, name: string | RegExp, way?: Way): Promise<void>;
}

export function keyboardOf(page: Page): Keyboard {
  async function press(key: string, times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  }
  return {
    press,
    type: (text) => page.keyboard.type(text),
    async tabTo(role, name, way = 'on') {
      const exact = typeof name === 'string';
      await expect(page.getByRole(role, { name, exact }).first()).toBeAttached({ timeout: 15_000 });
      for (let i = 0; i < STOPS_MAX; i++) {
        const here = await focused(page);
        if (here.role === role && (exact ? here.name === name : name.test(here.name))) return;
        await press(way === 'on' ? 'Tab' : 'Shift+Tab');
      }
      throw new Error(`No stop of the Tab key is called ${name}, a ${role}.`);
    },
  };
}

export async function pressPrimary(page: Page, keys: Keyboard, label: string | RegExp): Promise<void> {
  await expect(primary(page)).toHaveText(label, { timeout: 15_000 });
  await keys.tabTo('button', label);
  await keys.press('Enter');
}

export async function toEnd(page: Page, keys: Keyboard, way?: Way): Promise<void> {
  await keys.tabTo('slider', 'Moment of the run', way);
  await expect(playhead(page)).toBeFocused();
  await keys.press('End');
  const length = await lengthOf(page);
  await expect.poll(() => secondsOf(page)).toBe(length);
}

/** From the shelf, which P opens; a long one is searched. */
export async function place(page: Page, keys: Keyboard, kind: string, name: string): Promise<void> {
  const { search, first } = await toShelf(page, keys);
  if (await search.isVisible()) {
    await keys.press('Control+a');
    await keys.type(kind);
    await expect(first).toContainText(kind);
  }
  await keys.tabTo('button', kind);
  await keys.press('Enter');
  await expect(part(page, name)).toBeVisible();
}

/** Whoever needs no part more has fewer stops without the shelf. */
export async function foldShelf(page: Page, keys: Keyboard): Promise<void> {
  await toShelf(page, keys);
  await keys.tabTo('button', 'Fold the parts away', 'back');
  await keys.press('Enter');
  await expect(page.getByRole('button', { name: 'Parts', exact: true })).toBeFocused();
}

async function toShelf(page: Page, keys: Keyboard) {
  const search = page.getByRole('textbox', { name: 'Find a part' });
  const first = page.locator('.shelf-part').first();
  await keys.press('p');
  await expect(search.or(first).and(page.locator(':focus'))).toBeVisible();
  return { search, first };
}

/** C on a part asks where a wire from it shall lead. @param other the port there, where several fit */
export async function connect(
  page: Page,
  keys: Keyboard,
  from: string,
  port: string,
  to: string,
  other = '',
): Promise<void> {
  await keys.tabTo('button', from);
  await connectSelected(page, keys, port, `Wire ${port} to`, to, other);
}

/** C anywhere means the one part that is selected, such as that which was placed last. @param asks what the list of ports is called */
export async function connectSelected(
  page: Page,
  keys: Keyboard,
  port: string,
  asks: string,
  to: string,
  other = '',
): Promise<void> {
  await keys.press('c');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  const ports = dialog.getByLabel('Its port');
  if (await ports.isVisible()) {
    await keys.tabTo('combobox', 'Its port', 'back');
    await keys.type(port);
    await expect(ports).toHaveValue(port);
  }
  await keys.tabTo('combobox', asks);
  await keys.type(`${to} ${other}`.trim());
  const chosen = dialog
    .getByRole('listbox', { name: 'Ports that fit' })
    .getByRole('option', { selected: true });
  await expect(chosen).toContainText(to);
  await expect(chosen).toContainText(other);
  await keys.press('Enter');
  await expect(dialog).toHaveCount(0);
}

/** Into the inspector, where F2 leads at once. @param name a part, kind and all @param setting such as "slots" */
export async function writeSetting(
  page: Page,
  keys: Keyboard,
  name: string,
  setting: string,
  value: string,
  way: Way = 'on',
): Promise<void> {
  await keys.tabTo('button', name, way);
  await keys.press('F2');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await keys.tabTo('textbox', setting);
  await keys.press('Control+a');
  await keys.type(value);
  await keys.press('Enter');
}

/** What has the focus, as somebody who listens hears it: from its line of the tree of roles and names. */
async function focused(page: Page): Promise<{ readonly role: string; readonly name: string }> {
  const focus = page.locator(':focus');
  // Nothing has it while the page draws anew. What has it is waited for: whoever is not heard in time would be passed by.
  const tree = (await focus.count()) === 0 ? '' : await focus.ariaSnapshot({ timeout: 5000 }).catch(() => '');
  const [first = ''] = tree.split('\n');
  const bare = first
    .replace(/^- /, '')
    .replace(/^'(.*)'.*$/, (_, quoted: string) => quoted.replaceAll("''", "'"));
  const [, role = '', name = ''] = /^([a-z]+)(?: "((?:[^"\\]|\\.)*)")?/.exec(bare) ?? [];
  return { role, name: name.replaceAll('\\"', '"') };
}
