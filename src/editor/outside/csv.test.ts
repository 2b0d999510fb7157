import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDuration } from '../../rules/quantity.ts';
import { readTimes } from './csv.ts';
import { momentText } from './recording.ts';

const read = (text: string, wanted?: number) => {
  const found = readTimes(text, wanted);
  if (!found.ok) throw new Error(found.says);
  return found.recording;
};
const ms = (text: string) => read(text).moments.map((us) => us / 1000);

describe('real tables', () => {
  test('an access log of an AWS load balancer, with spaces and quotation marks', () => {
    const line = (time: string, made: string) =>
      `https ${time} app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.com:443/ HTTP/1.1" "curl/7.46.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "www.example.com" "arn:aws:acm:us-east-2:123456789012:certificate/12345678" 1 ${made} "authenticate,forward" "-" "-"`;
    const recording = read(
      [
        line('2026-07-02T22:23:00.186641Z', '2026-07-02T22:22:48.364000Z'),
        line('2026-07-02T22:23:00.436641Z', '2026-07-02T22:22:49.364000Z'),
      ].join('\n'),
    );
    expect(recording.moments).toEqual([0, 250_000]);
    expect(recording.column).toMatchObject({ index: 1, hasHeader: false, name: null });
    expect(recording.columns.map(({ index }) => index)).toContain(21);
    expect(recording.unzoned).toBe(0);
  });

  test('a log of Apache or nginx: the zone stands behind a space', () => {
    const line = (at: string) =>
      `127.0.0.1 - frank [${at}] "GET /apache_pb.gif HTTP/1.0" 200 2326 "-" "Mozilla/5.0 (X11; Linux), like Gecko"`;
    const recording = read(`${line('10/Oct/2026:13:55:36 -0700')}\n${line('10/Oct/2026:21:55:38 +0100')}\n`);
    expect(recording.moments).toEqual([0, 2_000_000]);
    expect(recording.begins).toBe(Date.UTC(2026, 9, 10, 20, 55, 36) * 1000);
    expect(recording.unzoned).toBe(0);
  });

  test('a log of CloudFront: tabs, comments, the day in a column of its own', () => {
    const text =
      '#Version: 1.0\n#Fields: date time x-edge-location sc-bytes\n2026-12-04\t21:02:31\tLAX1\t392\n2026-12-04\t21:02:34\tLAX1\t398\n';
    const recording = read(text);
    expect(recording.moments).toEqual([0, 3_000_000]);
    expect(recording.column).toMatchObject({ index: 0, width: 2 });
    expect(recording.unzoned).toBe(2);
  });

  test('results of a load test: the moment is told from the duration beside it', () => {
    const text =
      'timeStamp,elapsed,label,responseCode,Latency\n1778749200000,120,Buy,200,118\n1778749200040,95,Buy,200,90\n1778749200040,130,Buy,200,128\n';
    const recording = read(text);
    expect(recording.moments).toEqual([0, 40_000, 40_000]);
    expect(recording.column).toMatchObject({ name: 'timeStamp', hasHeader: true });
    expect(recording.column.format.words).toBe('milliseconds since 1970');
  });

  test('a number that only looks like a moment loses against a column that is named one', () => {
    expect(ms('order,arrived_at,price\n1700000003,0.5,1\n1700000001,0.75,1\n1700000002,1,1\n')).toEqual([
      0, 250, 500,
    ]);
  });

  test('decimal commas, semicolons', () => {
    expect(ms('Zeit;Seite\n0,5;a\n0,75;b\n2;c\n')).toEqual([0, 250, 1500]);
  });

  test('a quotation mark that is never closed swallows nothing', () => {
    const text = Array.from({ length: 30 }, (_, i) => `2026-05-14T09:00:${i + 10}Z,"half,${i}`).join('\n');
    expect(read(text).moments).toHaveLength(30);
  });

  test('somebody may choose another column', () => {
    const text =
      'begun,ended\n2026-05-14T09:00:00Z,2026-05-14T09:00:02Z\n2026-05-14T09:00:01Z,2026-05-14T09:00:09Z\n';
    expect(ms(text)).toEqual([0, 1000]);
    expect(read(text, 1).moments).toEqual([0, 7_000_000]);
  });
});

describe('what is told of it', () => {
  test('lines that cannot be read: how many, and the first', () => {
    const text =
      'time,path\n2026-05-14T09:00:00Z,/\n\n# a remark\noops,/\n2026-05-14T09:00:01Z,/\n2026-02-30T09:00:01Z,/\n2026-05-14T09:00:02Z,/\n';
    expect(read(text)).toMatchObject({ moments: [0, 1e6, 2e6], unreadable: { count: 2, firstLine: 5 } });
    expect(read(text.replaceAll('\n', '\r\n')).unreadable).toEqual({ count: 2, firstLine: 5 });
  });

  test('what comes out of order is put in order; what comes twice stays', () => {
    const recording = read('at\n3\n1\n1\n2\n');
    expect(recording.moments).toEqual([0, 0, 1e6, 2e6]);
    expect(recording.unsorted).toBe(1);
  });

  test('times without a zone are read as UTC', () => {
    const recording = read('2026-05-14 09:00:00,250\n2026-05-14 09:00:00,750\n'.replaceAll(',', '.'));
    expect(recording).toMatchObject({ moments: [0, 500_000], unzoned: 2 });
    expect(recording.begins).toBe(Date.UTC(2026, 4, 14, 9, 0, 0, 250) * 1000);
  });

  test('a clock goes on after midnight', () => {
    expect(ms('23:59:59.500\n00:00:00.250\n00:00:01\n')).toEqual([0, 750, 1500]);
  });

  test('no column of moments', () => {
    expect(readTimes('a,b\nx,y\n')).toMatchObject({ ok: false });
    expect(readTimes('')).toMatchObject({ ok: false });
    // Sizes go up and down; nobody says that they are moments.
    expect(readTimes('size,status\n300,200\n100,404\n500,200\n')).toMatchObject({ ok: false });
  });
});

const BASE = Date.UTC(2026, 4, 14, 0, 0, 1);
const iso = (at: number) => new Date(BASE + at).toISOString();
const MONTH = 'May';
const two = (n: number) => String(n).padStart(2, '0');
const zoned = (at: number) => {
  const there = new Date(BASE + at + 330 * 60_000).toISOString().slice(0, -1);
  return `${there}+05:30`;
};
const FORMATS: Readonly<Record<string, (at: number) => string>> = {
  iso,
  zoned,
  plain: (at) => iso(at).replace('T', ' ').slice(0, -1),
  log: (at) => {
    const d = new Date(BASE + at);
    const clock = [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()].map(two).join(':');
    return `${two(d.getUTCDate())}/${MONTH}/2026:${clock}.${String(d.getUTCMilliseconds()).padStart(3, '0')} +0000`;
  },
  epochS: (at) => ((BASE + at) / 1000).toFixed(3),
  epochMs: (at) => String(BASE + at),
  epochUs: (at) => `${BASE + at}000`,
  epochNs: (at) => `${BASE + at}000000`,
  clock: (at) => iso(at).slice(11, -1),
  seconds: (at) => (at / 1000).toFixed(3),
  duration: (at) => `${at}ms`,
};

test('the same moments, in whatever format and table they come', () => {
  // Within half a day: a clock alone says no more.
  const moments = fc.array(fc.nat(43_000_000), { minLength: 2, maxLength: 40 });
  const format = fc.constantFrom(...Object.keys(FORMATS));
  const delimiter = fc.constantFrom(',', ';', '\t');
  fc.assert(
    fc.property(moments, format, delimiter, fc.boolean(), fc.boolean(), (given, name, by, header, more) => {
      // Moments as bare numbers of a table without names are known by rising.
      const all = given.toSorted((a, b) => a - b);
      const cells = all.map((at) => FORMATS[name]!(at));
      const lines = cells.map((cell, i) => (more ? ['GET', cell, `/page/${i}`].join(by) : cell));
      const head = header ? [more ? ['verb', 'time', 'path'].join(by) : 'time'] : [];
      const certain = header || !more || all.at(-1)! > all[0]!;
      fc.pre(certain);
      expect(ms([...head, ...lines].join('\n'))).toEqual(all.map((at) => at - all[0]!));
    }),
    { numRuns: 300 },
  );
});

test('whatever the text, nothing is thrown, and what is read rises from 0', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.nat().map(String),
    fc.nat(10 ** 8).map(iso),
    fc.constantFrom('"', '0.5', '09:00:00', ''),
  );
  const table = fc
    .array(fc.array(cell, { maxLength: 4 }), { maxLength: 12 })
    .map((rows) => rows.map((row) => row.join(',')).join('\n'));
  fc.assert(
    fc.property(fc.oneof(fc.string(), table), (text) => {
      const found = readTimes(text);
      if (!found.ok) return;
      const { moments } = found.recording;
      expect(moments[0]).toBe(0);
      expect(moments.every((at, i) => Number.isSafeInteger(at) && (i === 0 || at >= moments[i - 1]!))).toBe(
        true,
      );
    }),
    { numRuns: 500 },
  );
});

test('a moment is written as a scenario reads it', () => {
  expect([0, 1, 999, 1000, 250_000, 1_000_000, 1_500_000, 12_000_001, 3_600_000_000].map(momentText)).toEqual(
    ['0s', '1us', '999us', '1ms', '250ms', '1s', '1.5s', '12.000001s', '3600s'],
  );
  fc.assert(
    fc.property(fc.nat(2 ** 40), (us) => {
      expect(readDuration(momentText(us))).toEqual({ ok: true, value: us });
    }),
  );
});
