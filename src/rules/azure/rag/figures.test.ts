import { expect, test } from 'vitest';
import { fitOf, wantedBy } from './figures.ts';

test.each([
  ['How many tons did it dig out?', 'In eleven seasons 212,000 tons had been lifted.', 'has'],
  ['How many tons did it dig out?', 'In 1893 it added a shilling to every ton of coal.', 'lacks'],
  ['How many books may I borrow?', 'Four old books at once.', 'has'],
  ['What was he paid?', 'He asked 640 pounds.', 'has'],
  ['What was he paid?', 'He converted the house in 1887.', 'lacks'],
  ['When was it finished?', 'It was finished in 1887.', 'indifferent'],
  ['When was it finished?', 'It was finished late.', 'lacks'],
  ['How is the bell struck?', 'It is struck five times.', 'indifferent'],
] as const)('%s %s: %s', (question, sentence, fit) => {
  expect(fitOf(wantedBy(question), sentence)).toBe(fit);
});
