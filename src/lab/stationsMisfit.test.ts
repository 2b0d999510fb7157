import { describe, expect, test } from 'vitest';
import { type Options, one, type Parts, stations, users, type Written } from '../../tests/smallStations.ts';

describe('where no model fits, the station says why', () => {
  const app: Written = { slots: 1, queue: 1_000_000, serviceTime: 'exp 10ms' };
  const short: Options = { seconds: 60 };

  test.each<[string, Parts, Written, Options, string]>([
    ['too much comes', users(120), app, short, 'no steady state: 120/s come and 100/s can go'],
    [
      'bursts',
      users(50, { arrivals: 'burst' }),
      app,
      short,
      'requests come in bursts, not at random at one rate',
    ],
    [
      'a ramp',
      users(50, { arrivals: 'ramp' }),
      app,
      short,
      'requests come faster and faster, not at random at one rate',
    ],
    [
      'even requests for two',
      users(50, { arrivals: 'constant' }),
      { ...app, slots: 2 },
      short,
      'requests come evenly, not at random',
    ],
    [
      'breakdowns',
      users(50),
      { ...app, failEvery: 'exp 1h' },
      short,
      'its instances break down by themselves',
    ],
    [
      'a short line',
      users(90),
      { ...app, queue: 3, serviceTime: '10ms' },
      short,
      'its line has an end (3), and its service times are not exponential',
    ],
    ['hardly anybody', users(0.1), app, short, 'only 2 come in the steady time, too few for a mean'],
    [
      'acts',
      users(50),
      app,
      { ...short, acts: [{ at: '0s', part: 'app', act: 'crash', for: '1s' }] },
      'acts disturb it from the start',
    ],
  ])('%s', (_, source, settings, options, says) => {
    const station = one(source, settings, options)('app');
    expect(station.model).toBe(says);
    expect(station.predicted).toEqual([]);
  });

  test('and so do those that rest on it', () => {
    const at = stations(
      {
        ...users(50, { retries: 3 }),
        app: ['service', { slots: 10, queue: 100, serviceTime: 'exp 10ms' }],
        gate: ['rate-limiter', { rate: '40/s' }],
        database: ['database', { connections: 1, queue: 1000, queryTime: 'exp 1ms' }],
      },
      ['users.out -> app.in', 'app.calls -> gate.in', 'gate.out -> database.in'],
      short,
    );
    expect(at('database').model).toBe('gate holds back what comes too fast');
    expect(at('app').model).toMatch(/^no model fits users|^it waits for gate|^how long it waits/);
    expect(at('app').predicted).toEqual([]);
    expect(at('users').predicted.map(({ name }) => name)).not.toContain('latency');
  });

  test('calls that are made again were not reckoned with', () => {
    const at = stations(
      {
        ...users(50),
        app: ['service', { slots: 1000, serviceTime: '1ms', retries: 5, backoff: '100ms' }],
        database: ['database', { connections: 1, queue: 0, queryTime: 'exp 10ms' }],
      },
      ['users.out -> app.in', 'app.calls -> database.in'],
      short,
    );
    expect(at('app').model).toMatch(/^\d+ calls made again$/);
    expect(at('database').model).toBe('no model fits app, which asks it');
  });

  test('copies of one request that meet again are not at random', () => {
    const at = stations(
      {
        ...users(20),
        all: ['join'],
        a: ['service', { slots: 100, serviceTime: '1ms' }],
        b: ['service', { slots: 100, serviceTime: '1ms' }],
        database: ['database', { connections: 1, queue: 1000, queryTime: 'exp 1ms' }],
      },
      [
        'users.out -> all.in',
        'all.out -> a.in',
        'all.out -> b.in',
        'a.calls -> database.in',
        'b.calls -> database.in',
      ],
      short,
    );
    expect(at('database').model).toBe('all asks it several times at once');
  });

  test('a ring of wires is no endless work', () => {
    const at = stations(
      {
        ...users(20),
        a: ['service', { slots: 100, queue: 100, serviceTime: '1ms', whileCalling: 'frees its slot' }],
        again: ['router'],
        out: ['service', { slots: 100 }],
      },
      ['users.out -> a.in', 'a.calls -> again.in', 'again.out -> a.in', 'again.out -> out.in'],
      short,
    );
    expect(at('a').predicted).toEqual([]);
    expect(at('a').model).not.toBe('');
  });
});
