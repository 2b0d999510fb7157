import { expect, test } from 'vitest';
import { allowsTopic } from './policy.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:inbox';
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:orders';

const usual = {
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: QUEUE,
  Condition: { ArnEquals: { 'aws:SourceArn': TOPIC } },
};
const allows = (...Statement: object[]) => allowsTopic(JSON.stringify({ Statement }), QUEUE, TOPIC);

test('a topic may send where a statement about it says so, and none forbids it', () => {
  expect(allowsTopic(undefined, QUEUE, TOPIC)).toBe(false);
  expect(allowsTopic('', QUEUE, TOPIC)).toBe(false);
  expect(allows()).toBe(false);
  expect(allows(usual)).toBe(true);
  expect(allows({ ...usual, Condition: undefined })).toBe(true);
  expect(allows({ ...usual, Principal: '*', Action: ['sqs:*'], Resource: '*' })).toBe(true);
  expect(allows({ ...usual, Principal: { AWS: ['*'] }, Action: 'SQS:SendMessage' })).toBe(true);
  expect(allows(usual, { ...usual, Effect: 'Deny' })).toBe(false);
});

test('a statement about another topic, another queue, another service or another action is none about it', () => {
  const source = (operator: string, arn: unknown) =>
    allows({ ...usual, Condition: { [operator]: { 'aws:SourceArn': arn } } });
  expect(source('ArnEquals', `${TOPIC}2`)).toBe(false);
  expect(source('ArnLike', 'arn:aws:sns:*:*:ord*')).toBe(true);
  expect(source('StringEquals', 'arn:aws:sns:*:*:ord*')).toBe(false);
  expect(source('ArnEquals', [`${TOPIC}2`, TOPIC])).toBe(true);
  expect(source('Bool', 'true')).toBe(false);
  expect(allows({ ...usual, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } })).toBe(false);
  expect(allows({ ...usual, Resource: `${QUEUE}2` })).toBe(false);
  expect(allows({ ...usual, Principal: { Service: 'events.amazonaws.com' } })).toBe(false);
  expect(allows({ ...usual, Action: 'sqs:ReceiveMessage' })).toBe(false);
});
