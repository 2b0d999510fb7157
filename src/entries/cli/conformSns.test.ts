import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { conform } from './conform.ts';
import { UsageError } from './terminal.ts';

const said = vi.spyOn(console, 'log').mockImplementation(() => {});
afterEach(() => said.mockClear());

const lines = (): string => said.mock.calls.map(([line]) => String(line)).join('\n');

function file(document: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'conform-')), 'cases.json');
  writeFileSync(path, JSON.stringify(document));
  return path;
}

const tea = { kind: { Type: 'String', Value: 'tea' } };

describe('conform sns-filter', () => {
  test('the cases of this lab, where no file is named', () => {
    expect(conform.run(['sns-filter'])).toBe(0);
    expect(lines()).toMatch(/matching: (\d+)\/\1, 0 mismatches/);
  });

  test('a case that comes out differently is named, and counts', () => {
    const cases = [
      { name: 'right', policy: { kind: ['tea'] }, message: tea, expected: true },
      { name: 'wrong', policy: { kind: ['tea'] }, message: tea, expected: false },
    ];
    expect(conform.run(['sns-filter', file({ source: 'mine', attribute: cases })])).toBe(1);
    expect(lines()).toContain('MISMATCH attribute 2 (wrong): expected false, found true');
    expect(lines()).toContain('attribute: 1/2');
    expect(lines()).toContain('matching: 1/2, 1 mismatches');
  });

  test('attributes as a publisher writes them, a bare list for attributes, a number for a value', () => {
    const message = { kind: { DataType: 'String', StringValue: 'tea' }, size: { Type: 'Number', Value: 3 } };
    expect(
      conform.run(['sns-filter', file([{ policy: { kind: ['tea'], size: [3] }, message, expected: true }])]),
    ).toBe(0);
  });

  test('combinations, flat policies and flat bodies', () => {
    const document = {
      complexity: [{ policy: { a: { b: ['1', '2', '3'] } }, expected: 6 }],
      flatten_policy: [
        [
          { $or: [{ a: ['1'] }, { b: { c: ['2'] } }], d: ['3'] },
          [
            { a: ['1'], d: ['3'] },
            { 'b.c': ['2'], d: ['3'] },
          ],
        ],
      ],
      flatten_payload: [
        [
          {
            lines: [
              { sku: 'x', count: 1 },
              { sku: 'y', count: 2 },
            ],
            note: 'z',
          },
          [{ 'lines.sku': ['x'], 'lines.count': [1] }],
          [
            { 'lines.sku': 'x', 'lines.count': 1 },
            { 'lines.sku': 'y', 'lines.count': 2 },
          ],
        ],
      ],
    };
    expect(conform.run(['sns-filter', file(document)])).toBe(0);
    expect(lines()).toContain('flatten_payload: 1/1');
    const wrong = { complexity: [{ policy: { a: { b: ['1'] } }, expected: 1 }] };
    expect(conform.run(['sns-filter', file(wrong)])).toBe(1);
  });

  test('cases may be lists, without names, with nothing said, and mixed where they are not sorted', () => {
    const cases = [
      ['tea', { kind: ['tea'] }, tea, true],
      [{ kind: ['tea'] }, tea, true],
      { policy: { kind: ['tea'] }, expected: false },
      { policy: { kind: ['tea'] }, message: { kind: 'tea' }, expected: true },
      { policy: { kind: [{ exists: false }] }, message: {}, expected: true, scope: 'MessageBody' },
      { policy: { kind: [{ exists: false }] }, attributes: {}, expected: false },
    ];
    expect(conform.run(['sns-filter', file(cases)])).toBe(0);
    expect(lines()).toContain('attribute: 4/4');
    expect(lines()).toContain('body: 2/2');
    const flat = {
      flatten_policy: [{ policy: { a: { b: ['1'] } }, expected: [{ 'a.b': ['1'] }] }],
      flatten_payload: [
        { payload: { a: { b: '1' } }, policy: [{ 'a.b': ['1'] }], expected: [{ 'a.b': '1' }] },
      ],
    };
    expect(conform.run(['sns-filter', file(flat)])).toBe(0);
  });

  test('what is no file of cases is said', () => {
    expect(() => conform.run(['sns-filter', file('tea')])).toThrow(UsageError);
    expect(() => conform.run(['sns-filter', file({ smell: [] })])).toThrow('There is no section "smell"');
    expect(() => conform.run(['sns-filter', file({ attribute: [{ policy: {} }] })])).toThrow('expected');
  });
});

describe('conform sns-policy', () => {
  test('the cases of this lab, where no file is named, to the last letter', () => {
    expect(conform.run(['sns-policy'])).toBe(0);
    expect(lines()).toMatch(/refusals: (\d+)\/\1, to the last letter \1, 0 mismatches/);
  });

  test('another text, another code, and a policy that is sound', () => {
    const Message = 'Invalid parameter: FilterPolicy: "kind" must be an object or an array';
    const one = { policy: { kind: 'tea' }, http: 400, awsError: { Code: 'InvalidParameter', Message } };
    expect(conform.run(['sns-policy', file([one])])).toBe(0);
    expect(lines()).toContain('to the last letter 0');
    const others = [
      { ...one, name: 'words', awsError: { ...one.awsError, Message: `${Message}!` } },
      { ...one, name: 'code', awsError: { ...one.awsError, Code: 'Invalid' } },
      { ...one, name: 'status', http: 500 },
      { ...one, name: 'sound', policy: { kind: ['tea'] } },
    ];
    expect(conform.run(['sns-policy', file(others)])).toBe(1);
    for (const { name } of others) expect(lines()).toContain(`(${name})`);
    expect(lines()).toContain('refusals: 0/4');
  });
});

test('conform sns-policy: a sound policy, a text, a case without code and status, and lists under names', () => {
  const Message = 'Invalid parameter: Attributes Reason: FilterPolicy: Empty arrays are not allowed';
  const cases = [
    { policy: { kind: ['tea'] }, awsError: null },
    { policy: { kind: ['tea'] } },
    { policy: '{"order": {"kind": []}}', awsError: { Message } },
  ];
  expect(conform.run(['sns-policy', file({ source: 'mine', refusals: cases })])).toBe(0);
  expect(lines()).toContain('refusals: 3/3');
  expect(conform.run(['sns-policy', file([{ policy: { kind: [] }, awsError: null }])])).toBe(1);
  expect(lines()).toContain('expected it to be taken');
  expect(() => conform.run(['sns-policy', file([{ policy: {}, awsError: 'no' }])])).toThrow(UsageError);
});

test('several files are told apart, and one mismatch in any is one', () => {
  const right = file([{ policy: {}, message: {}, expected: true }]);
  const wrong = file([{ policy: {}, message: {}, expected: false }]);
  expect(conform.run(['sns-filter', right, right])).toBe(0);
  expect(conform.run(['sns-filter', right, wrong])).toBe(1);
  expect(lines()).toContain(wrong);
});
