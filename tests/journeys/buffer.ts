/** The Buffer episode as its learner meets it: what every journey through it has to find, by whatever hand. */
import { expect, type Page } from '@playwright/test';
import { episodeText } from './episode.ts';
import { part, wire } from './page.ts';

export const TITLES = [
  'A shop that works',
  'Before it breaks, say what will happen',
  'One lock, and nobody can buy a thing',
  'The fixes that everybody tries',
  'Put something between them',
  'The price: accepted is not done',
  'The price: a worker dies with an order in its hand',
  'The price: done twice, with everybody healthy',
  'The price: thank you, and sorry',
  'Now with a rush',
] as const;

/** Answers that the runs agree with, by step. */
export const ANSWERS: Readonly<Record<number, string>> = {
  2: 'Within seconds every slot is taken, and hardly an order goes through.',
  4: 'Fewer than one in ten, as before.',
  6: 'After about a minute, as long as the lock was.',
  8: 'Thousands.',
};

export const DIRECT = 'Wire from Checkout calls to Transit Gateway in';
export const QUEUE = 'SQS queue, SQS queue';
export const FLEET = 'Consumer fleet, Consumer fleet';

const demands = episodeText('buffer').challenge.that.map(({ says }) => says);

/** What the challenge demands, as it is read. */
export const GOALS = {
  early: demands[1]!,
  atEnd: demands[2]!,
  cost: 'The run costs at most',
} as const;

/** The lock, where what is done to the system is drawn in time. */
export const lockBand = (page: Page) => page.getByRole('button', { name: 'Database locked, 0:20 to 1:20' });

export async function isAtStep(page: Page, number: number): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLES[number - 1]!);
  const dot = page.getByRole('navigation', { name: 'Steps of the episode' }).locator('[aria-current=step]');
  await expect(dot).toHaveAccessibleName(new RegExp(`^Step ${number},`));
}

export async function isMended(page: Page): Promise<void> {
  await expect(wire(page, DIRECT)).toHaveCount(0);
  for (const one of ['Wire from Checkout calls to SQS queue send', ...NEW_WIRES]) {
    await expect(wire(page, one)).toBeVisible();
  }
  await expect(part(page, QUEUE)).not.toHaveAccessibleDescription(/Unfinished/);
  await expect(part(page, FLEET)).not.toHaveAccessibleDescription(/Unfinished/);
}

const NEW_WIRES = [
  'Wire from SQS queue messages to Consumer fleet in',
  'Wire from Consumer fleet work to Transit Gateway in',
];

/** A picture: its first eight bytes, and its size in the header, say so. */
export function sizeOfPng(bytes: Buffer): { readonly width: number; readonly height: number } {
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  expect(bytes.subarray(12, 16).toString('latin1')).toBe('IHDR');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
