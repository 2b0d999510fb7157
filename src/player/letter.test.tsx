import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Sealed } from '../lab/protocol.ts';
import { LetterFold } from './LetterFold.tsx';
import { OpenedLetter } from './OpenedLetter.tsx';

const sealed: Sealed = {
  letter: {
    body: '{"order": {n}}',
    subject: 'Order {n}',
    attributes: {
      kind: { type: 'String', value: 'gift' },
      total: { type: 'Number', value: '12' },
      tags: { type: 'String.Array', value: '["a","b"]' },
    },
    group: 'customer-7',
    deduplication: 'order-{n}',
  },
  request: 41,
  published: null,
};

it('a letter is opened, with the number of its request in it', async () => {
  const user = userEvent.setup();
  render(<LetterFold letter={sealed} what="Its letter" />);
  expect(screen.getByText('{"order": 41}')).toBeVisible();
  expect(screen.queryByRole('table')).toBeNull();
  await user.click(screen.getByText('Its letter'));
  const table = await screen.findByRole('table', { name: 'Message attributes' });
  expect(
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => [...row.children].map((cell) => cell.textContent)),
  ).toEqual([
    ['kind', 'String', 'gift'],
    ['total', 'Number', '12'],
    ['tags', 'String.Array', '["a","b"]'],
  ]);
  const line = (name: string) => screen.getByText(name).nextElementSibling!.textContent;
  expect(line('Subject')).toBe('Order 41');
  expect(line('MessageGroupId')).toBe('customer-7');
  expect(line('MessageDeduplicationId')).toBe('order-41');
  // The body 13 bytes, and each attribute's name, type and value.
  expect(line('Size')).toBe(`${13 + (4 + 6 + 4) + (5 + 6 + 2) + (4 + 12 + 9)} bytes`);
});

it('what came in an envelope is shown as it arrives: a document with the message as a text inside', () => {
  const letter = { ...sealed.letter, envelope: 'orders' };
  const published = { topic: 'orders', subscription: 0, uid: 17, tick: 2_063_000 };
  render(<OpenedLetter letter={letter} request={41} published={published} />);
  const text = screen.getByText('As it arrives').nextElementSibling!.textContent!;
  expect(JSON.parse(text)).toMatchObject({
    Type: 'Notification',
    TopicArn: expect.stringMatching(/:orders$/),
    Subject: 'Order 41',
    Message: '{"order": 41}',
    Timestamp: '2026-01-01T00:00:02.063Z',
    MessageAttributes: { kind: { Type: 'String', Value: 'gift' } },
  });
});

it('an object in a bucket is its key', () => {
  render(
    <OpenedLetter letter={{ body: '', key: 'clips/{n}.mp4', size: 2048 }} request={3} published={null} />,
  );
  expect(screen.getByText('clips/3.mp4')).toBeVisible();
  expect(screen.queryByText('Body')).toBeNull();
});
