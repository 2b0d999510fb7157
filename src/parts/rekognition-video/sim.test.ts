import { describe, expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { at, callee, type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { letterOf } from '../../rules/letter.ts';
import { settingsOf } from '../settings.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { settings } from './settings.ts';
import { rekognitionVideo } from './sim.ts';
import { why } from './why.ts';

type Written = Readonly<Record<string, unknown>>;
const s = (n: number): number => n * 1_000_000;
const LIMIT = 'LimitExceededException';

const video = (
  users: Written,
  written: Written,
  acts: readonly Omit<SmallAct, 'part'>[] = [],
  far: Written = {},
) =>
  worldOf({
    parts: { users: [trafficSource, users], video: [rekognitionVideo, written], topic: [callee, far] },
    wires: ['users.out > video.start', 'video.completed > topic.in'],
    acts: acts.map((one) => ({ ...one, part: 'video' })),
    until: '600s',
  });

/** Starts over wire 0 and 1, gets over wire 2. */
const asked = (steps: readonly Step[], written: Written, wires: readonly Written[] = [], until = '600s') => {
  const { part, answers } = scripted(steps);
  const [first = {}, second = {}, get = {}] = wires;
  const small = worldOf({
    parts: { script: [part], video: [rekognitionVideo, written] },
    wires: [
      { wire: 'script.out > video.start', with: first },
      { wire: 'script.out > video.start', with: second },
      { wire: 'script.out > video.get', with: get },
    ],
    until,
  }).run();
  return { small, answers, outcomes: answers.map((one) => one?.outcome ?? 'open') };
};

describe('the quota of jobs', () => {
  const two = { concurrentJobs: 2, jobTime: '60s', startRate: '100/s' };

  test('a job more than may run is refused, and nothing is queued', () => {
    const small = video(at('0s', '1s', '2s', '59s', '60s', '61s', '62s'), two).run();
    expect(small.requests.map((r) => r.outcome)).toEqual([
      'ok',
      'ok',
      'limitExceeded',
      'limitExceeded',
      'ok',
      'ok',
      'limitExceeded',
    ]);
    expect(small.read('video.limitExceeded')).toBe(3);
    expect(small.read('video.succeeded')).toBe(4);
    expect(small.area('video.running')).toBe(4 * s(60));
  });

  test('so many jobs of so long a time make limit / time, however often is asked', () => {
    const small = video({ rate: '20/s' }, { ...two, jobTime: '10s' }).run();
    // Two in ten seconds, and each place is taken within a fraction of a second: 120 in 600 s, or hardly fewer.
    expect(small.read('video.succeeded')).toBeGreaterThan(116);
    expect(small.read('video.succeeded')).toBeLessThanOrEqual(120);
    expect(small.read('video.limitExceeded')).toBeGreaterThan(11_000);
  });

  test('counts the jobs of every operation and of everybody', () => {
    const one = { at: '0s', wire: 0, of: 0 };
    const { outcomes } = asked(
      [one, { at: '1s', wire: 1, of: 1 }, { at: '2s', wire: 0, of: 2 }, { at: '3s', wire: 1, of: 3 }],
      two,
      [{}, { Api: 'StartTextDetection' }],
    );
    expect(outcomes).toEqual(['ok', 'ok', 'limitExceeded', 'limitExceeded']);
  });

  test('is told in the words of the API reference, or in those of the article', () => {
    const steps = [
      { at: '0s', of: 0 },
      { at: '1s', of: 1 },
      { at: '2s', of: 2 },
    ];
    const said = (errorText: string) => asked(steps, { ...two, errorText }).answers[2]?.content;
    expect(said('as the API reference says')).toEqual({
      code: LIMIT,
      message: '2 open Jobs for User arn:aws:iam::123456789012:user/pipeline Maximum limit: 2',
      status: 400,
    });
    expect(said('as the article quotes')).toMatchObject({
      code: LIMIT,
      message: 'The number of concurrent jobs exceeds the limit.',
    });
  });

  test('may be raised, and lowered without a job being lost', () => {
    const set = (moment: string, concurrentJobs: number) => ({
      at: moment,
      act: 'set',
      with: { concurrentJobs },
    });
    const starts = at('0s', '1s', '2s', '11s', '21s', '61s', '62s', '63s');
    const small = video(starts, two, [set('10s', 3), set('20s', 1)]).run();
    // 0 and 1 run until 60 and 61, the one of 11 until 71: from 20 on there is room for one alone, and three run.
    expect(small.requests.map((r) => r.outcome)).toEqual([
      'ok',
      'ok',
      'limitExceeded',
      'ok',
      'limitExceeded',
      'limitExceeded',
      'limitExceeded',
      'limitExceeded',
    ]);
    expect(small.read('video.succeeded')).toBe(3);
  });
});

describe('the quotas of rates are others', () => {
  test('five at once and five a second, while there is room for jobs', () => {
    const many = { concurrentJobs: 1000, startRate: '5/s', jobTime: '60s' };
    const small = video({ arrivals: 'constant', rate: '20/s' }, many, [
      { at: '10s', act: 'set', with: { concurrentJobs: 1 } },
    ]);
    small.run('10s');
    expect(small.read('video.started')).toBe(5 + 49);
    expect([small.read('video.limitExceeded'), small.read('video.throttled')]).toEqual([0, 200 - 54]);
  });

  test('gets have their own', () => {
    const gets = Array.from({ length: 4 }, () => ({ at: '1s', wire: 2 }));
    const { outcomes } = asked([{ at: '0s' }, ...gets], { getRate: '2/s' });
    expect(outcomes).toEqual(['ok', 'ok', 'ok', 'throttled', 'throttled']);
  });
});

describe('a video is known by its request', () => {
  const slow = { jobTime: '60s' };

  test('get says how its job is, until the results are gone', () => {
    const steps = ['0s', '1s', '59s', '61s', '159s', '161s'].map((moment, i) => ({
      at: moment,
      wire: i === 0 ? 0 : 2,
    }));
    const { answers, outcomes } = asked(steps, { ...slow, resultsKept: '100s' });
    expect(answers[0]?.content).toEqual({ JobId: 'LabelDetection-{n}' });
    expect(answers.slice(1, 5).map((one) => one?.content)).toEqual(
      ['IN_PROGRESS', 'IN_PROGRESS', 'SUCCEEDED', 'SUCCEEDED'].map((JobStatus) => ({ JobStatus })),
    );
    expect(outcomes[5]).toBe('notFound');
  });

  test('a job of another operation is not there, and a job that was never begun neither', () => {
    const steps = [{ at: '0s' }, { at: '1s', wire: 2 }, { at: '2s', wire: 2, of: 1 }];
    const { outcomes } = asked(steps, slow, [{}, {}, { Api: 'GetTextDetection' }]);
    expect(outcomes).toEqual(['ok', 'notFound', 'notFound']);
    expect(asked(steps, slow).outcomes).toEqual(['ok', 'ok', 'notFound']);
  });

  test('a job may fail', () => {
    const { answers, small } = asked([{ at: '0s' }, { at: '61s', wire: 2 }], { ...slow, failShare: 1 });
    expect(answers[1]?.content).toEqual({ JobStatus: 'FAILED' });
    expect([small.read('video.failedJobs'), small.read('video.succeeded')]).toEqual([1, 0]);
  });

  test('a repeated start begins a second job, which takes a place', () => {
    const { small, answers, outcomes } = asked([{ at: '0s' }, { at: '1s' }, { at: '2s', of: 1 }], {
      ...slow,
      concurrentJobs: 2,
    });
    expect(outcomes).toEqual(['ok', 'ok', 'limitExceeded']);
    expect(answers[1]?.content).toEqual({ JobId: 'LabelDetection-{n}-2' });
    expect([small.read('video.started'), small.read('video.duplicates')]).toEqual([2, 1]);
  });

  test('with its token it is the first job again: running, done or failed, and with no place left', () => {
    const token = { ClientRequestToken: 'one per video' };
    const { small, answers, outcomes } = asked(
      [{ at: '0s' }, { at: '1s' }, { at: '2s', of: 1 }, { at: '70s' }],
      { ...slow, concurrentJobs: 1, failShare: 1 },
      [token],
    );
    expect(outcomes).toEqual(['ok', 'ok', 'limitExceeded', 'ok']);
    expect(new Set([0, 1, 3].map((i) => JSON.stringify(answers[i]?.content))).size).toBe(1);
    expect([small.read('video.started'), small.read('video.duplicates')]).toEqual([1, 2]);
  });

  test('a token is good for seven days, and for its own operation', () => {
    const token = { ClientRequestToken: 'one per video' };
    const steps = [{ at: '0s' }, { at: '167h 59m' }, { at: '168h' }, { at: '168h 1m', wire: 1 }];
    const { small } = asked(steps, slow, [token, { ...token, Api: 'StartFaceSearch' }], '200h');
    expect(small.read('video.started')).toBe(3);
  });

  test('a token is for one object, bucket and tag: with another it is refused, and nothing begins', () => {
    const token = { ClientRequestToken: 'one per video', JobTag: 'night' };
    const says = (key: string) => ({ body: 'x', key });
    const steps = [
      { at: '0s', says: says('a/{n}') },
      { at: '1s', says: says('b/{n}') },
      { at: '2s', wire: 1, says: says('a/{n}') },
      { at: '3s', says: says('a/{n}') },
      { at: '168h', says: says('b/{n}') },
    ];
    for (const other of [{ JobTag: 'day' }, { JobTag: null }, { S3Bucket: 'films' }]) {
      const { small, answers, outcomes } = asked(steps, slow, [token, { ...token, ...other }], '200h');
      expect(outcomes).toEqual(['ok', 'invalid', 'invalid', 'ok', 'ok']);
      for (const answer of [answers[1], answers[2]])
        expect(answer?.content).toMatchObject({ code: 'IdempotentParameterMismatchException', status: 400 });
      expect([small.read('video.started'), small.read('video.duplicates')]).toEqual([2, 2]);
    }
  });

  test('one that is too large is refused', () => {
    const says = (size: number) => ({ body: 'x', key: '{n}.mp4', size });
    const { outcomes, small } = asked(
      [
        { at: '0s', says: says(10e9) },
        { at: '1s', of: 1, says: says(10e9 + 1) },
      ],
      slow,
    );
    expect(outcomes).toEqual(['ok', 'invalid']);
    expect(small.read('video.running')).toBe(0);
  });
});

describe('the completion message', () => {
  const one = { jobTime: '10s', duplicateAfter: '3s' };

  test('says which job and how it ended, and still names the video', () => {
    const { part } = scripted([{ at: '0s', says: { body: 'uploaded', key: 'in/{n}.mp4', size: 5e6 } }]);
    const heard: unknown[] = [];
    const ear = { ...callee, behaviour: { ...callee.behaviour, receive: { in: hear } } };
    function hear(
      self: { contentOf(row: number): object; reply(row: number, code: number): void },
      row: number,
    ) {
      heard.push(letterOf(self.contentOf(row)));
      self.reply(row, 0);
    }
    worldOf({
      parts: { script: [part], video: [rekognitionVideo, one], topic: [ear] },
      wires: [
        { wire: 'script.out > video.start', with: { JobTag: 'night', S3Bucket: 'films' } },
        'video.completed > topic.in',
      ],
    }).run();
    expect(heard).toHaveLength(1);
    const { body, key } = heard[0] as { body: string; key: string };
    expect(key).toBe('in/{n}.mp4');
    expect(JSON.parse(body)).toEqual({
      JobId: 'LabelDetection-{n}',
      Status: 'SUCCEEDED',
      API: 'StartLabelDetection',
      JobTag: 'night',
      Video: { S3ObjectName: 'in/{n}.mp4', S3Bucket: 'films' },
    });
  });

  test('comes once, or twice where that is asked for', () => {
    const once = video(at('0s', '20s'), one).run();
    expect([once.read('video.notifications'), once.read('topic.received')]).toEqual([2, 2]);
    const act = { at: '25s', act: 'duplicate', lasts: '10s' };
    const twice = video(at('0s', '20s', '40s'), one, [act]).run();
    // The job that ends at 30 is told of at 30 and at 33.
    expect(twice.read('topic.received')).toBe(4);
    expect(twice.read('video.duplicateNotifications')).toBe(1);
    expect(twice.area('video.open')).toBe(s(3));
    const always = video(at('0s', '20s'), { ...one, duplicateCompletions: 1 }).run();
    expect(always.read('video.notifications')).toBe(4);
  });

  test('is offered again to a topic that fails, and then lost', () => {
    const small = video(at('0s'), { ...one, publishTries: 4 }, [], { answer: 'failed' }).run();
    // At 10, 11, 13 and 17 s.
    expect(small.read('topic.received')).toBe(4);
    expect(small.area('video.open')).toBe(s(7));
    expect([small.read('video.lostNotifications'), small.read('video.notifications')]).toEqual([1, 0]);
    expect(small.world.messages.live).toBe(0);
  });

  test('and to one that says nothing, after a minute', () => {
    const small = video(at('0s'), { ...one, publishTries: 2 }, [], { answer: 'drop' }).run();
    expect(small.read('topic.received')).toBe(2);
    expect(small.area('video.open')).toBe(s(60 + 1 + 60));
    expect(small.world.messages.live).toBe(0);
  });

  test('is told to nobody where nobody is wired', () => {
    const { small } = asked([{ at: '0s' }], one);
    expect([small.read('video.succeeded'), small.read('video.notifications')]).toEqual([1, 0]);
  });
});

test('its acts: each has an error of its own, and jobs that run go on', () => {
  const act = (moment: string, name: string, more: Written = {}) => ({
    at: moment,
    act: name,
    lasts: '1s',
    with: more,
  });
  const acts = [act('1s', 'outage'), act('2s', 'deny'), act('3s', 'rush'), act('4s', 'fail', { share: 1 })];
  const { part, answers } = scripted(
    ['0s', '1s', '2s', '3s', '4s', '5s'].map((moment, i) => ({ at: moment, of: i })),
  );
  const small = worldOf({
    parts: { script: [part], video: [rekognitionVideo, { jobTime: '10s' }] },
    wires: ['script.out > video.start'],
    acts: acts.map((one) => ({ ...one, part: 'video' })),
  }).run();
  const said = answers.map((one) => [one?.outcome, (one?.content as { code?: string } | undefined)?.code]);
  expect(said.map(([outcome]) => outcome)).toEqual(['ok', 'failed', 'refused', 'throttled', 'failed', 'ok']);
  expect([said[1]?.[1], said[3]?.[1]]).toEqual(['ThrottlingException', 'ThrottlingException']);
  expect(rekognitionVideo.errors.refused?.code).toBe('AccessDeniedException');
  expect(small.read('video.succeeded')).toBe(2);
  expect(small.area('video.up')).toBe(s(59));
});

test('jobs are conserved: begun = running + ended, and never more run than may', () => {
  const small = video(
    { rate: '3/s' },
    { concurrentJobs: 7, jobTime: 'lognormal 8s cv 0.5', failShare: 0.3, startRate: '2/s' },
  );
  for (let second = 1; second <= 600; second += 7) {
    small.run(`${second}s`);
    const [started, running, good, bad] = ['started', 'running', 'succeeded', 'failedJobs'].map((name) =>
      small.read(`video.${name}`),
    );
    expect(started).toBe(running! + good! + bad!);
    expect(running).toBeLessThanOrEqual(7);
  }
  const { count } = small.timing('video.jobTime');
  expect(count).toBe(small.read('video.succeeded') + small.read('video.failedJobs'));
  expect(small.read('users.made')).toBe(
    small.read('video.started') + small.read('video.limitExceeded') + small.read('video.throttled'),
  );
});

test('no job, no bill', () => {
  const bill = (started: number) =>
    rekognitionVideo.cost!({ videoLength: s(300), pricePerMinute: 0.1 } as never, { started }, 60);
  expect(bill(0)).toEqual([]);
  expect(bill(3)).toEqual([{ what: '3 jobs of 5 min of video', usd: 1.5 }]);
});

test('it says why: all places were taken, and how many a minute they make', () => {
  const view = {
    now: 0,
    settings: settingsOf(settings, {}),
    metrics: { running: 20 },
    rates: {},
  } as unknown as Parameters<typeof why>[1];
  expect(why('limitExceeded', view, 'Video')).toEqual({
    says: 'all 20 jobs that Video may run at once were running',
    held: 20,
    of: 20,
    setting: 'concurrentJobs',
    figures: 'a job of Video runs for 5 min on average, so 20 at once make 4 a minute',
  });
});
