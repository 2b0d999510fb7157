/** A hand on the keyboard: it sees the page, and touches nothing but keys. */
import { expect, type Page } from '@playwright/test';

export type Role = Parameters<Page['getByRole']>[0];

/** More stops than any page here has. */
const STOPS_MAX = 120;

export interface Keyboard {
  press(key: string, times?: number): Promise<void>;
  type(text: string): Promise<void>;
  /** Tab, or back with Shift, until the focus is on what has this role and name. */
  tabTo(role: Role, name: string | RegExp, way?: 'on' | 'back'): Promise<void>;
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

/** What has the focus, as somebody who listens hears it: from its line of the tree of roles and names. */
async function focused(page: Page): Promise<{ readonly role: string; readonly name: string }> {
  const tree = await page
    .locator(':focus')
    .ariaSnapshot({ timeout: 300 })
    .catch(() => '');
  const [first = ''] = tree.split('\n');
  const bare = first
    .replace(/^- /, '')
    .replace(/^'(.*)'.*$/, (_, quoted: string) => quoted.replaceAll("''", "'"));
  const [, role = '', name = ''] = /^([a-z]+)(?: "((?:[^"\\]|\\.)*)")?/.exec(bare) ?? [];
  return { role, name: name.replaceAll('\\"', '"') };
}
