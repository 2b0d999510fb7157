/** What somebody might hand the lab in place of a scenario, and what comes of it. The list of the cases tried. */

const HEAD = `format: 1
id: shop
title: Shop
series: none
summary: Users and a shop.
duration: 30s
seed: 1
`;
const PARTS = `parts:
  users: { kind: traffic-source, at: [0, 0], settings: { rate: 20/s } }
  shop: { kind: service, at: [300, 0] }
`;
export const SOUND = `${HEAD}${PARTS}wires:
  - users.out -> shop.in
`;

/** Users beyond all measure: a thousand million requests an hour. */
export const FLOOD = SOUND.replace('duration: 30s', 'duration: 1h').replace('20/s', '300000/s');

const lines = (n: number, line: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => line(i)).join('');
const binary = Uint8Array.from({ length: 4096 }, (_, i) => (i * 151 + 7) & 0xff);

export interface Hostile {
  readonly text: string | Uint8Array;
  /** Part of what the first problem says; none: it is sound, and its run ends. */
  readonly says?: string | RegExp;
  /** Where it says so. */
  readonly at?: readonly [line: number, column: number];
}

export const HOSTILE: Readonly<Record<string, Hostile>> = {
  empty: { text: '', says: 'The file is empty', at: [1, 1] },
  'only blanks': { text: ' \n\n\t', says: /./ },
  'cut off in the middle': { text: SOUND.slice(0, 160), says: /./, at: [9, 61] },
  'cut off in a quote': { text: `${HEAD}${PARTS.slice(0, 40)}"un`, says: /./ },
  'a web page': { text: '<!doctype html><html><script>alert(1)</script></html>', says: /./ },
  'a picture, or any bytes': { text: binary, says: 'not UTF-8', at: [1, 2] },
  'UTF-16': {
    text: Uint8Array.from(Buffer.from(`\ufeff${SOUND}`, 'utf16le')),
    says: 'not UTF-8',
    at: [1, 1],
  },
  'zero bytes': { text: '\u0000'.repeat(2000), says: /./ },
  'JSON of something else': { text: '{"name":"x","version":"1.0.0"}', says: /./ },
  'a byte more than 1 MiB': { text: `#${'x'.repeat(1024 * 1024)}`, says: '1 MiB' },
  '64 MiB': { text: 'a: '.repeat((64 * 1024 * 1024) / 3), says: '64 MiB' },
  '10^6 parts': {
    text: `${HEAD}parts: {${lines(1_000_000, (i) => `p${i}: {kind: service, at: [0,0]},`)}}\nwires: []\n`,
    says: 'a scenario may have 1 MiB',
  },
  'as many parts as 1 MiB holds': {
    text: `${HEAD}parts:\n${lines(24_000, (i) => `  p${i}: { kind: service, at: [0, 0] }\n`)}wires: []\n`,
    says: /100000 values|at most 300 parts/,
  },
  '301 parts': {
    text: `${HEAD}parts:\n${lines(301, (i) => `  p${i}: { kind: service, at: [${i}, 0] }\n`)}wires: []\n`,
    says: 'at most 300 parts',
    at: [9, 3],
  },
  '10^6 parts by aliases': {
    text: `a: &a [1,1,1,1,1,1,1,1,1,1]\n${lines(6, (i) => `${'bcdefg'[i]}: &${'bcdefg'[i]} [${Array(10).fill(`*${'abcdef'[i]}`).join(',')}]\n`)}`,
    says: 'more than 100000 values',
  },
  'brackets 100,000 deep': { text: '['.repeat(100_000), says: /./ },
  'maps 5,000 deep': { text: lines(5000, (i) => `${' '.repeat(Math.min(i, 150))}a:\n`), says: /./ },
  'an older format': { text: SOUND.replace('format: 1', 'format: 0').replace('duration', 'length') },
  'an older format with a fault': {
    text: SOUND.replace('format: 1', 'format: 0').replace('duration: 30s', 'length: soon'),
    says: 'duration: expected a duration',
    at: [6, 9],
  },
  'a newer format': {
    text: SOUND.replace('format: 1', 'format: 99'),
    says: 'It is newer than this lab',
    at: [1, 9],
  },
  'a format below zero': {
    text: SOUND.replace('format: 1', 'format: -1'),
    says: 'There is no format -1',
    at: [1, 9],
  },
  'no format': { text: SOUND.replace('format: 1\n', ''), says: 'The key format is missing' },
  '__proto__ among parts': {
    text: SOUND.replace('  shop:', '  __proto__:'),
    says: '"__proto__" is not allowed',
    at: [10, 3],
  },
  'constructor among settings': {
    text: SOUND.replace('{ rate: 20/s }', '{ constructor: 1 }'),
    says: '"constructor" is not allowed',
  },
  'prototype as a key of the file': {
    text: `${SOUND}prototype: { x: 1 }\n`,
    says: '"prototype" is not allowed',
    at: [13, 1],
  },
  'code by a tag': { text: `${SOUND}claims: !!js/function "() => 1"\n`, says: 'never code', at: [13, 9] },
  'NaN for a place': { text: SOUND.replace('[300, 0]', '[.nan, 0]'), says: 'parts.shop.at', at: [10, 31] },
  'infinity for a seed': { text: SOUND.replace('seed: 1', 'seed: .inf'), says: 'seed', at: [7, 7] },
  '1e999 for a place': { text: SOUND.replace('[300, 0]', '[1e999, 0]'), says: 'parts.shop.at', at: [10, 31] },
  '1e999 a second': { text: SOUND.replace('20/s', '1e999/s'), says: 'rate: expected', at: [9, 64] },
  'a rate of NaN': { text: SOUND.replace('20/s', '.nan'), says: 'rate: expected', at: [9, 64] },
  'a duration of 10^300 years': {
    text: SOUND.replace('30s', `${'9'.repeat(300)}d`),
    says: 'duration: expected',
    at: [6, 11],
  },
  'a negative duration': { text: SOUND.replace('30s', '-30s'), says: 'duration', at: [6, 11] },
  'a list for a map': {
    text: `${HEAD}parts: [1, 2]\nwires: []\n`,
    says: 'parts: expected a map',
    at: [8, 8],
  },
  'a map for a text': {
    text: SOUND.replace('title: Shop', 'title: { a: b }'),
    says: 'title: expected',
    at: [3, 8],
  },
  'a part without a kind': { text: SOUND.replace('kind: service, ', ''), says: 'The key kind is missing' },
  'a kind that is none': { text: SOUND.replace('kind: service', 'kind: toString'), says: /./, at: [10, 17] },
  'a wire to itself': { text: SOUND.replace('-> shop.in', '-> users.out'), says: 'is an out port' },
  'a wire to nowhere': { text: SOUND.replace('-> shop.in', '-> shop.__proto__'), says: /./ },
  'a ring of services that call each other': {
    text: `${HEAD}${PARTS}  bar: { kind: service, at: [600, 0] }
wires:
  - users.out -> shop.in
  - shop.calls -> bar.in
  - bar.calls -> shop.in
`,
  },
  'a ring of routers': {
    text: `${HEAD}${PARTS}  one: { kind: router, at: [0, 200] }
  two: { kind: router, at: [300, 200] }
wires:
  - users.out -> one.in
  - one.out -> two.in
  - two.out -> one.in
  - one.out -> shop.in
`,
    says: 'hand a request round for ever',
  },
  'a design that begins from itself': {
    text: `${SOUND}designs: { a: { title: A, from: b }, b: { title: B, from: a } }\n`,
    says: 'neither can be made',
  },
  'script where Markdown may stand': {
    text: SOUND.replace(
      'Users and a shop.',
      '"<img src=x onerror=alert(1)> [x](javascript:alert(1)) <script>alert(2)</script>"',
    ),
  },
  'script for an address': {
    text: SOUND.replace('series: none', 'series: none\narticle: { title: x, url: "javascript:alert(1)" }'),
    says: 'article.url: expected',
    at: [5, 27],
  },
  'script for a name': {
    text: SOUND.replace('kind: service,', 'kind: service, name: "<b onclick=alert(1)>x</b>",'),
  },
  'a claim that is code': {
    text: `${SOUND}claims:\n  - { id: a, says: A., that: "constructor.constructor('alert(1)')()" }\n`,
    says: /./,
    at: [14, 55],
  },
  'a claim of ten thousand brackets': {
    text: `${SOUND}claims:\n  - { id: a, says: A., that: "${'('.repeat(10_000)}" }\n`,
    says: /./,
  },
  'two documents': { text: `${SOUND}---\n${SOUND}`, says: 'A second document begins here' },
  'a thousand faults': {
    text: `${HEAD}${PARTS}wires:\n${lines(1000, (i) => `  - nobody-${i}.out -> shop.in\n`)}`,
    says: 'There is no part "nobody-0"',
    at: [12, 5],
  },
  'all of Unicode': { text: SOUND.replace('title: Shop', 'title: "\u202e\ud83d\ude00\u0301\u200b"') },
};

/** Whatever lies in a clipboard. */
export const CLIPBOARDS: readonly string[] = [
  '',
  'Dear lab',
  '{"secret-life-lab":1}',
  '{"secret-life-lab":2,"parts":{},"wires":[]}',
  '{"secret-life-lab":1,"parts":{},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"__proto__":{"kind":"service","at":[0,0]}},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"constructor":{"kind":"service","at":[0,0]}},"wires":[]}',
  '{"secret-life-lab":1,"__proto__":{"parts":{"a":{"kind":"service","at":[0,0]}}},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"toString","at":[0,0]}},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"service","at":[1e999,0]}},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"service","at":[0,0],"settings":{"slots":1e999}}},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"service","at":[0,0],"settings":{"__proto__":1}}},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"service","at":[0,0],"settings":{"toString":1}}},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"service","at":[0,0],"name":7}},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"traffic-source","at":[0,0],"settings":{"messages":[{"body":{"__proto__":1}}]}}},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"traffic-source","at":[0,0],"settings":{"messages":{"__proto__":{"x":1}}}}},"wires":[]}',
  `{"secret-life-lab":1,"parts":{"a":{"kind":"traffic-source","at":[0,0],"settings":{"messages":${'['.repeat(50_000)}${']'.repeat(50_000)}}}},"wires":[]}`,
  '{"secret-life-lab":1,"parts":{"a":{"kind":"cloudwatch-alarm","at":[0,0],"settings":{"metric":"a.__proto__"}}},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"cloudwatch-alarm","at":[0,0],"settings":{"metric":"nobody.made"}}},"wires":[]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"sns-topic","at":[0,0]},"b":{"kind":"sqs-queue","at":[0,0]}},"wires":[{"from":{"part":"a","port":"subscriptions"},"to":{"part":"b","port":"send"},"latency":"0s","weight":1,"settings":{"FilterPolicy":{"constructor":["x"]}}}]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"sns-topic","at":[0,0]},"b":{"kind":"sqs-queue","at":[0,0]}},"wires":[{"from":{"part":"a","port":"subscriptions"},"to":{"part":"b","port":"send"},"latency":"0s","weight":1,"settings":{"toString":1}}]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"sns-topic","at":[0,0]},"b":{"kind":"sqs-queue","at":[0,0]}},"wires":[{"from":{"part":"a","port":"subscriptions"},"to":{"part":"b","port":"send"},"latency":"0s","weight":1,"settings":{"FilterPolicy":{"a":[1e999]}}}]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"service","at":[0,0]}},"wires":[{"from":{"part":"a","port":"calls"},"to":{"part":"a","port":"toString"},"latency":"0s","weight":1}]}',
  '{"secret-life-lab":1,"parts":{"a":{"kind":"service","at":[0,0]}},"wires":[{"from":{"part":"a","port":"calls"},"to":{"part":"a","port":"in"},"latency":"for ever","weight":1}]}',
  `{"secret-life-lab":1,"parts":{${Array.from({ length: 301 }, (_, i) => `"p${i}":{"kind":"service","at":[0,0]}`).join()}},"wires":[]}`,
  `{"secret-life-lab":1,"parts":{${Array.from({ length: 300 }, (_, i) => `"p${i}":{"kind":"service","at":[0,0]}`).join()}},"wires":[]}`,
  `{"secret-life-lab":1,"parts":${'['.repeat(200_000)}`,
  `{"secret-life-lab":1,"x":"${'x'.repeat(600_000)}"}`,
];

/** What somebody may type into a field. */
export const TYPED: readonly string[] = [
  '',
  ' ',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e999',
  '-1e999',
  '1e999s',
  '1e308/s',
  '-0',
  '-1',
  '0x10',
  '1_000',
  '9'.repeat(400),
  '0.000000000001',
  '50 %',
  '1e308 %',
  'exp 1e999ms',
  'exp -1ms',
  'uniform 5ms..1ms',
  'none',
  'null',
  'true',
  '__proto__',
  'constructor',
  '<script>alert(1)</script>',
  '{{7*7}}',
  'a: b',
  '- dash',
  '# no comment',
  '1s, 1s, 1s',
  '2s, 1s',
  Array.from({ length: 20_000 }, (_, i) => `${i}s`).join(),
  '\u0000',
  '\u202e',
  '١٢',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":[1]}',
  '{"toString":["x"]}',
  '{"a":1e999}',
  '{"a":[-0]}',
  '["\\ud800"]',
  '[1,',
  '{"$or":[{"a":[{"wildcard":"***********"}]},{"a":[{"wildcard":"*a*a*a*a*a*a*a*a*"}]}]}',
  `{"a":[${Array.from({ length: 5000 }, (_, i) => i).join()}]}`,
  `${'{"a":'.repeat(11)}1${'}'.repeat(11)}`,
  `${'['.repeat(100_000)}`,
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  'users.made',
  'users.__proto__',
  '__proto__.made',
  'nobody.made',
  'x'.repeat(100_000),
];

/** What may stand behind the question mark. */
export const ADDRESSES: readonly string[] = [
  '?scenario=__proto__',
  '?scenario=constructor&design=constructor',
  '?scenario=../../etc/passwd',
  '?scenario=%00&step=%00',
  '?scenario=buffer&step=0',
  '?scenario=buffer&step=-1',
  '?scenario=buffer&step=1e999',
  '?scenario=buffer&step=999',
  '?scenario=buffer&step=__proto__',
  '?scenario=buffer&seed=-1',
  '?scenario=buffer&seed=4294967296',
  '?scenario=buffer&seed=NaN',
  '?scenario=buffer&seed=1e5',
  '?scenario=buffer&at=-5s',
  '?scenario=buffer&at=1e999s',
  '?scenario=buffer&at=NaN',
  '?scenario=buffer&at=99999999d',
  '?scenario=buffer&design=nowhere',
  '?scenario=buffer&design=__proto__',
  '?page=__proto__',
  '?page=shared',
  '?place=__proto__',
  '?%E0%A4%A',
  `?scenario=${'x'.repeat(100_000)}`,
  '?scenario=buffer&scenario=other&seed=1&seed=2',
  '?scenario=<script>alert(1)</script>',
];
