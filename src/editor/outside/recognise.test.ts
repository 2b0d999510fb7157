import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOSTILE } from '../../../tests/hostile.ts';
import { catalog } from '../../parts/catalog.ts';
import type { Json } from '../../rules/quantity.ts';
import { textOf } from './readFile.ts';
import { recognise } from './recognise.ts';

const what = (text: string, name: string | null = null) => recognise(name, text, catalog);
const json = (value: Json, name: string | null = null) => what(JSON.stringify(value, null, 2), name);
const refusal = (text: string, name: string | null = null) => {
  const found = what(text, name);
  if (found.what !== 'nothing') throw new Error(found.what);
  return found;
};

const FILTER: Json = {
  store: ['example_corp'],
  event: [{ 'anything-but': 'order_cancelled' }],
  customer_interests: ['rugby', 'football', 'baseball'],
  price_usd: [{ numeric: ['>=', 100] }],
};

const LIFECYCLE: Json = {
  rules: [
    {
      name: 'manuscripts',
      enabled: true,
      type: 'Lifecycle',
      definition: {
        filters: { blobTypes: ['blockBlob'], prefixMatch: ['library/manuscripts'] },
        actions: {
          baseBlob: {
            tierToCool: { daysAfterModificationGreaterThan: 30 },
            tierToArchive: { daysAfterModificationGreaterThan: 90, daysAfterLastTierChangeGreaterThan: 7 },
            delete: { daysAfterModificationGreaterThan: 2555 },
          },
          snapshot: { delete: { daysAfterCreationGreaterThan: 90 } },
        },
      },
    },
  ],
};

const REDRIVE = {
  deadLetterTargetArn: 'arn:aws:sqs:us-east-1:123456789012:orders-dlq',
  maxReceiveCount: 5,
};

describe('scenarios', () => {
  test.each(readdirSync('scenarios'))('%s, by its text and by its name', (id) => {
    const text = readFileSync(`scenarios/${id}/scenario.yaml`, 'utf8');
    expect(what(text)).toEqual({ what: 'scenario' });
    expect(what(text, 'scenario.yaml')).toEqual({ what: 'scenario' });
  });

  test('one that is broken is still one: it can be mended', () => {
    expect(what('format: 1\nid: shop\nparts: {a: [')).toEqual({ what: 'scenario' });
    expect(what('{ "format": 1, "id": "shop" }')).toEqual({ what: 'scenario' });
  });

  test('YAML that says no format is none, whatever its name', () => {
    expect(refusal('kind: Service\nmetadata: { name: shop }\n', 'shop.yml').says).toBe(
      'This is no scenario of this lab: expected a line that says format: 1.',
    );
  });

  test.each(Object.entries(HOSTILE))('a hostile one is told, and nothing is thrown: %s', (_, { text }) => {
    const read = typeof text === 'string' ? { ok: true as const, text } : textOf('a.yaml', text);
    if (!read.ok) return expect(read.says).toContain('is no text');
    const found = what(read.text);
    expect(['scenario', 'nothing']).toContain(found.what);
    if (found.what === 'nothing') expect(found.says).toMatch(/\.$/);
  });

  test('one that is too large is refused with its size', () => {
    const large = `format: 1\n${'# a line of forty characters to fill it up\n'.repeat(30_000)}`;
    expect(refusal(large).says).toMatch(/^It has 1\.2 MiB; a scenario may have 1 MiB\.$/);
  });

  test('a policy that asks for a format is none', () => {
    expect(json({ format: ['epub', 'pdf'] })).toMatchObject({ what: 'document' });
  });
});

describe('documents', () => {
  test('a filter policy', () => {
    expect(json(FILTER)).toEqual({
      what: 'document',
      documents: [{ document: 'an SNS filter policy', value: FILTER, beside: {} }],
    });
  });

  test('what looks like a filter policy and like what a program handles is first of all the service’s', () => {
    const found = json({ goods: ['physical'] });
    expect(found.what === 'document' && found.documents.map(({ document }) => document)).toEqual([
      'an SNS filter policy',
      'the values that the program handles, by attribute',
    ]);
  });

  test('a filter policy as the command line prints it, with its scope', () => {
    const printed = {
      Attributes: {
        SubscriptionArn: 'arn:aws:sns:us-east-1:123456789012:orders:5b1e',
        Protocol: 'sqs',
        RawMessageDelivery: 'true',
        FilterPolicyScope: 'MessageBody',
        FilterPolicy: '{"order": {"goods": ["physical"]}}',
        RedrivePolicy: '{"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:undelivered"}',
      },
    };
    expect(json(printed)).toEqual({
      what: 'document',
      documents: [
        {
          document: 'an SNS filter policy',
          value: { order: { goods: ['physical'] } },
          beside: { RawMessageDelivery: true, FilterPolicyScope: 'MessageBody' },
        },
      ],
    });
  });

  test('a lifecycle policy of Azure, bare and as the management API has it', () => {
    expect(json(LIFECYCLE)).toMatchObject({ what: 'document', documents: [{ value: LIFECYCLE }] });
    const managed = { properties: { policy: LIFECYCLE } };
    expect(json(managed)).toMatchObject({ what: 'document', documents: [{ value: managed }] });
  });

  test('a redrive policy: bare, under its name, as a text, in a template', () => {
    const policy = { target: 'orders-dlq', maxReceiveCount: 5 };
    const template = {
      deadLetterTargetArn: { 'Fn::GetAtt': ['OrdersDLQ', 'Arn'] },
      maxReceiveCount: '5',
    };
    expect(json(REDRIVE)).toEqual({ what: 'redrive', policy });
    expect(json({ RedrivePolicy: REDRIVE })).toEqual({ what: 'redrive', policy });
    expect(json({ Attributes: { RedrivePolicy: JSON.stringify(REDRIVE) } })).toEqual({
      what: 'redrive',
      policy,
    });
    expect(json({ RedrivePolicy: template })).toEqual({
      what: 'redrive',
      policy: { ...policy, target: 'OrdersDLQ' },
    });
    const yaml =
      'RedrivePolicy:\n  deadLetterTargetArn: { Fn::GetAtt: [OrdersDLQ, Arn] }\n  maxReceiveCount: 5\n';
    expect(what(yaml)).toEqual({ what: 'redrive', policy: { ...policy, target: 'OrdersDLQ' } });
  });

  test.each([
    [{ deadLetterTargetArn: REDRIVE.deadLetterTargetArn }, 'maxReceiveCount, a whole number from 1 to 1000.'],
    [{ ...REDRIVE, maxReceiveCount: 1001 }, 'maxReceiveCount, a whole number from 1 to 1000.'],
    [{ maxReceiveCount: 5 }, 'deadLetterTargetArn, the ARN of a queue'],
    [{ ...REDRIVE, deadLetterTargetArn: 'orders-dlq' }, 'deadLetterTargetArn, the ARN of a queue'],
    [{ ...REDRIVE, more: 1 }, 'and not more.'],
  ])('a redrive policy that SQS would not take: %j', (policy, expected) => {
    expect(refusal(JSON.stringify(policy)).says).toContain(expected);
  });

  test('one with a fault is told by the reader that came near, and by no other', () => {
    const wrong = structuredClone(LIFECYCLE) as { rules: { type: string }[] };
    wrong.rules[0]!.type = 'Livecycle';
    expect(refusal(JSON.stringify(wrong)).details).toEqual([
      'As a lifecycle policy as Azure writes it, with its rules: expected rules[0].type: expected "Lifecycle", and found "Livecycle".',
    ]);
    const { details } = refusal('{"event": [{"anything-but": {"suffix": "x"}}], "store": ["a"]}');
    expect(details).toEqual([
      'As an SNS filter policy: expected a filter policy that SNS takes; of this it says "Unsupported anything-but pattern: suffix".',
    ]);
  });

  test('a lifecycle configuration of S3 is known, and has no place', () => {
    const rules = [{ ID: 'old', Filter: { Prefix: 'logs/' }, Status: 'Enabled', Expiration: { Days: 365 } }];
    expect(refusal(JSON.stringify({ Rules: rules })).says).toContain('a lifecycle configuration of S3');
  });

  test('JSON that nobody knows, that is empty, and that is none', () => {
    expect(refusal('{"order": 17, "goods": "books"}').says).toContain('the names "order", "goods"');
    expect(refusal('{}').says).toContain('empty');
    expect(refusal('{\n  "store": ["a",\n}').says).toBe(
      'This looks like JSON, but line 3, column 1 is none: expected a value: a text in "quotes", a number, true, false, null, a list [...] or a map {...}.',
    );
  });
});

describe('programs', () => {
  const SOURCE = '// A shop.\npackage main\n\nfunc main() {\n\tprintln("open")\n}\n';

  test('a file of Go, by its package clause', () => {
    expect(what(SOURCE)).toEqual({ what: 'program', source: SOURCE });
    expect(what(SOURCE, 'main.go')).toEqual({ what: 'program', source: SOURCE });
  });

  test('one that does not parse is refused in Go’s own words', () => {
    const { details } = refusal('package main\n\nfunc main() {\n\tx := \n}\n', 'shop.go');
    expect(details[0]).toBe('shop.go:5:1: syntax error: unexpected }, expected expression');
    expect(refusal('func main() {}', 'shop.go').details[0]).toContain('package statement must be first');
  });
});

describe('moments', () => {
  test.each([
    [
      'a load balancer',
      'type,time,elb\nh2,2026-05-14T09:00:00.186641Z,app/shop\nh2,2026-05-14T09:00:00.190Z,app/shop',
    ],
    [
      'a web server’s log',
      '10.0.0.1 - - [14/May/2026:09:00:00 +0000] "GET / HTTP/1.1" 200 12\n10.0.0.1 - - [14/May/2026:09:00:01 +0000] "GET / HTTP/1.1" 200 12',
    ],
    ['seconds alone', '0\n0.25\n0.5\n'],
    ['milliseconds since 1970, by semicolons', 'id;at\n1;1778749200000\n2;1778749200250'],
  ])('%s', (_, text) => {
    expect(what(text)).toEqual({ what: 'times' });
  });

  test('a file that is called a table is read as one', () => {
    expect(what('a,b\n1,2', 'requests.csv')).toEqual({ what: 'times' });
  });
});

test('prose is nothing, and is quoted no further than a line', () => {
  const { says } = refusal(`Dear all, ${'please note '.repeat(20)}\nthe second line`);
  expect(says).toMatch(/^It begins with "Dear all, .{1,60}\.\.\., and is none of what can be brought in/);
  expect(says).not.toContain('second');
});

test('whatever is brought in, nothing is thrown', () => {
  const awkward = fc.stringMatching(/^[[\]{}:,"'\n a-z0-9./\\-]{0,80}$/);
  const names = fc.constantFrom(null, 'a.csv', 'a.go', 'a.yaml', 'a.json', 'a');
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), awkward), names, (text, name) => {
      const found = recognise(name, text, catalog);
      if (found.what === 'nothing') expect(found.says).toMatch(/\.$/);
    }),
    { numRuns: 300 },
  );
});
