import { describe, expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { at, callee, type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { outcome } from '../../engine/outcome.ts';
import { type Letter, letterOf, sizeOf } from '../../rules/letter.ts';
import type { PartDefinition } from '../contract.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { s3Bucket } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;
const s = (n: number): number => n * 1_000_000;
const MB = 1_000_000;

const PUT = 0;
const GET = 1;
const AT_ONCE = { putTime: '0s', getTime: '0s', eventDelay: '0s' };
const film = (key: string, size: number, body = 'film'): Letter => ({ body, key, size });
const put = (moment: string, of: number, says: Letter): Step => ({ at: moment, wire: PUT, of, says });
const get = (moment: string, of: number, says: Letter): Step => ({ at: moment, wire: GET, of, says });

/** A receiver that writes down the letters it gets. */
function ear(): { readonly part: PartDefinition; readonly heard: { at: number; letter: Letter }[] } {
  const heard: { at: number; letter: Letter }[] = [];
  const hear = (
    self: { readonly now: number; contentOf(row: number): object; reply(row: number, code: number): void },
    row: number,
  ) => {
    heard.push({ at: self.now, letter: letterOf(self.contentOf(row)) });
    self.reply(row, outcome.ok);
  };
  return { part: { ...callee, behaviour: { ...callee.behaviour, receive: { in: hear } } }, heard };
}

const asked = (
  steps: readonly Step[],
  written: Written = {},
  acts: readonly Omit<SmallAct, 'part'>[] = [],
) => {
  const { part, answers } = scripted(steps);
  const small = worldOf({
    parts: { script: [part], bucket: [s3Bucket, { ...AT_ONCE, ...written }] },
    wires: ['script.out > bucket.put', 'script.out > bucket.get'],
    acts: acts.map((one) => ({ ...one, part: 'bucket' })),
  }).run();
  const read = (...names: string[]) => names.map((name) => small.read(`bucket.${name}`));
  return { small, answers, read, outcomes: answers.map((one) => one?.outcome ?? 'open') };
};

describe('objects', () => {
  test('are there under their key, one for each request where the key has its number', () => {
    const mine = film('in/{n}.mp4', 5 * MB);
    const shared = film('index.json', 100);
    const { outcomes, answers, read } = asked([
      get('0s', 0, mine),
      put('1s', 0, mine),
      get('2s', 0, mine),
      get('3s', 1, mine),
      put('4s', 1, mine),
      put('5s', 0, shared),
      get('6s', 7, shared),
    ]);
    expect(outcomes).toEqual(['notFound', 'ok', 'ok', 'notFound', 'ok', 'ok', 'ok']);
    expect(answers[2]?.content).toEqual(mine);
    expect(read('objects', 'bytes', 'puts', 'gets', 'missing')).toEqual([3, 10 * MB + 100, 3, 2, 2]);
    expect(s3Bucket.errors.notFound?.code).toBe('NoSuchKey');
  });

  test('may bear a name that every object has', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const { outcomes, read, small } = asked([
        get('0s', 0, film(name, 1)),
        put('1s', 0, film(name, 1)),
        get('2s', 0, film(name, 1)),
      ]);
      expect(outcomes).toEqual(['notFound', 'ok', 'ok']);
      expect(read('objects', 'bytes')).toEqual([1, 1]);
      expect(structuredClone(small.stateOf('bucket'))).toEqual(small.stateOf('bucket'));
    }
  });

  test('an object takes the place of an older one', () => {
    const { read, answers } = asked([
      put('0s', 0, film('a', 10 * MB, 'old')),
      put('1s', 1, film('a', 4 * MB, 'new')),
      get('2s', 2, film('a', 0)),
    ]);
    expect(read('objects', 'bytes')).toEqual([1, 4 * MB]);
    expect(answers[2]?.content).toEqual(film('a', 4 * MB, 'new'));
  });

  test('is there when its time is over', () => {
    const { outcomes, answers } = asked(
      [put('0s', 0, film('a', 1)), get('50ms', 0, film('a', 1)), get('51ms', 0, film('a', 1))],
      { putTime: '100ms', getTime: '49ms' },
    );
    expect(outcomes).toEqual(['ok', 'notFound', 'ok']);
    expect(answers.map((one) => one?.at)).toEqual([100_000, 99_000, 100_000]);
  });

  test('a message that only says something is an object, too', () => {
    const { read } = asked([put('0s', 0, { body: 'order {n}' }), put('1s', 10, { body: 'order {n}' })]);
    expect(read('objects', 'bytes')).toEqual([2, 7 + 8]);
  });
});

describe('rates', () => {
  test('are for each prefix, and for puts and gets apart', () => {
    const puts = (prefix: string, n: number) =>
      Array.from({ length: n }, (_, i) => put('1s', i, film(`${prefix}/{n}`, 1)));
    const { read, outcomes } = asked([...puts('a', 7), ...puts('b', 4), get('1s', 0, film('a/{n}', 1))], {
      putRate: '5/s',
      getRate: '1/s',
    });
    expect(read('puts', 'throttled')).toEqual([9, 2]);
    expect(outcomes.at(-1)).toBe('ok');
    expect(s3Bucket.errors.throttled).toMatchObject({ code: 'SlowDown', status: 503 });
  });

  test('hold for long: 3500 a second, and a second in store', () => {
    const small = worldOf({
      parts: {
        users: [trafficSource, { arrivals: 'constant', rate: '5000/s' }],
        bucket: [s3Bucket, AT_ONCE],
      },
      wires: ['users.out > bucket.put'],
      until: '4s',
    }).run();
    // What would come before the first does not fit.
    expect(small.read('bucket.puts')).toBe(3500 + 4 * 3500 - 1);
    expect(small.read('bucket.throttled')).toBe(20_000 - 17_499);
  });
});

describe('events', () => {
  const told = (
    steps: readonly Step[],
    wires: readonly Written[],
    written: Written = {},
    far: Written = {},
  ) => {
    const { part } = scripted(steps);
    const ears = wires.map(() => ear());
    const listens = Object.keys(far).length === 0;
    const small = worldOf({
      parts: {
        script: [part],
        bucket: [s3Bucket, { ...AT_ONCE, ...written }],
        ...Object.fromEntries(
          ears.map((one, i) => [`far${i}`, listens ? [one.part] : [callee, far]] as const),
        ),
      },
      wires: [
        'script.out > bucket.put',
        ...wires.map((settings, i) => ({ wire: `bucket.events > far${i}.in`, with: settings })),
      ],
      until: '3600s',
    }).run();
    return { small, heard: ears.map(({ heard }) => heard) };
  };

  test('say what was stored and where, and keep its key and size', () => {
    const { heard, small } = told([put('1s', 3, film('in/{n}.mp4', 2 * MB))], [{}], {
      bucket: 'films',
      putTime: '1s',
      eventDelay: '5s',
    });
    expect(heard[0]?.map((one) => one.at)).toEqual([s(7)]);
    const { body, ...rest } = heard[0]![0]!.letter;
    expect(rest).toEqual({ key: 'in/{n}.mp4', size: 2 * MB });
    expect(JSON.parse(body).Records).toEqual([
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventName: 'ObjectCreated:Put',
        s3: {
          s3SchemaVersion: '1.0',
          bucket: { name: 'films', arn: 'arn:aws:s3:::films' },
          object: { key: 'in/{n}.mp4', size: 2 * MB },
        },
      },
    ]);
    expect(small.timing('bucket.eventAge')).toMatchObject({ count: 1, sum: s(5) });
    expect(small.area('bucket.pendingEvents')).toBe(s(5));
  });

  test('point to the object, and are not as large as it is', () => {
    const { heard } = told([put('1s', 3, film('in/{n}.mp4', 9e9))], [{}]);
    expect(sizeOf(heard[0]![0]!.letter, 3)).toBeLessThan(500);
  });

  test('go to those who asked for this kind of key and this kind of upload', () => {
    const { heard } = told(
      [
        put('1s', 0, film('in/{n}.mp4', MB)),
        put('2s', 1, film('in/{n}.mp4', 500 * MB)),
        put('3s', 2, film('out/{n}.json', 100)),
      ],
      [
        {},
        { prefix: 'in/' },
        { suffix: '.json' },
        { prefix: 'in/', suffix: '.json' },
        { prefix: 'in/1' },
        { events: 's3:ObjectCreated:Put' },
        { events: 's3:ObjectCreated:CompleteMultipartUpload' },
      ],
    );
    expect(heard.map((one) => one.map((event) => event.at / s(1)))).toEqual([
      [1, 2, 3],
      [1, 2],
      [3],
      [],
      [2],
      [1, 3],
      [2],
    ]);
  });

  test('may come twice, each after a delay of its own', () => {
    const { small } = told([put('1s', 0, film('a', 1)), put('2s', 0, film('a', 1))], [{}, {}], {
      duplicates: 1,
    });
    expect([small.read('bucket.notifications'), small.read('bucket.duplicateEvents')]).toEqual([8, 4]);
  });

  test('are offered again to who does not take them, and then lost', () => {
    const { small } = told(
      [put('0s', 0, film('a', 1))],
      [{}],
      { retryEventsFor: '200s' },
      { answer: 'refused' },
    );
    // At 0, 1, 3, 7, 15, 31, 63, 123 and 183 s; the next would be at 243.
    expect(small.read('far0.received')).toBe(9);
    expect([small.read('bucket.retriedEvents'), small.read('bucket.lostEvents')]).toEqual([8, 1]);
    expect(small.area('bucket.pendingEvents')).toBe(s(183));
  });

  test('a receiver that says nothing has not taken them', () => {
    const { small } = told([put('0s', 0, film('a', 1))], [{}], { retryEventsFor: '90s' }, { answer: 'drop' });
    // At 0 and 61; after that minute it is too late.
    expect(small.read('far0.received')).toBe(2);
    expect(small.read('bucket.lostEvents')).toBe(1);
  });
});

test('events are conserved: one for every object and wire that wants it, told, waiting or lost', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, { rate: '20/s' }],
      bucket: [s3Bucket, { retryEventsFor: '3s' }],
      good: [callee, { takes: 'exp 100ms' }],
      bad: [callee, { answer: 'failed' }],
    },
    wires: ['users.out > bucket.put', 'bucket.events > good.in', 'bucket.events > bad.in'],
    until: '120s',
  });
  for (let moment = 1; moment <= 120; moment += 3) {
    small.run(`${moment}s`);
    const [puts, told, waits, lost] = ['puts', 'notifications', 'pendingEvents', 'lostEvents'].map((name) =>
      small.read(`bucket.${name}`),
    );
    expect(2 * puts!).toBe(told! + waits! + lost!);
  }
  expect(small.read('bucket.lostEvents')).toBeGreaterThan(1000);
});

test('who asked nothing of it pays nothing, and no bill says so', () => {
  const bill = (puts: number, gets: number) =>
    s3Bucket.cost!(
      { pricePerThousandPuts: 0.005, pricePerThousandGets: 0.0004 } as never,
      { puts, gets },
      60,
    );
  expect(bill(0, 0)).toEqual([]);
  expect(bill(2000, 0)).toEqual([{ what: '2000 PUT and 0 GET requests', usd: 0.01 }]);
});

test('its acts: what was stored and begun stays', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, at('0s', '5s', '15s', '25s', '30s')],
      bucket: [s3Bucket, { putTime: '4500ms', eventDelay: '5s' }],
      far: [callee],
    },
    wires: ['users.out > bucket.put', 'bucket.events > far.in'],
    acts: [
      { at: '4s', part: 'bucket', act: 'outage', lasts: '8s' },
      { at: '14s', part: 'bucket', act: 'fail', lasts: '2s', with: { share: 1 } },
      { at: '24s', part: 'bucket', act: 'slow', lasts: '2s', with: { factor: 2 } },
    ],
  }).run();
  expect(small.requests.map((r) => [r.outcome, r.ended - r.begun])).toEqual([
    ['ok', 4_500_000],
    ['failed', 0],
    ['failed', 0],
    ['ok', 9_000_000],
    ['ok', 4_500_000],
  ]);
  expect([small.read('bucket.objects'), small.read('far.received')]).toEqual([3, 3]);
  expect(small.area('bucket.up')).toBe(s(52));
});
