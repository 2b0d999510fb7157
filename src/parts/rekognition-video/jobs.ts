/** Jobs: begun, ended, remembered, and told of. */
import { isGood, outcome } from '../../engine/outcome.ts';
import { type Backoff, backoffDelay } from '../../rules/backoff.ts';
import { type Letter, letterOf } from '../../rules/letter.ts';
import { noNumbers, numberOf, withNumber } from '../byRequest.ts';
import type { Me, StartWire } from './spec.ts';

/** `step` of a job's row, decided when it begins: how it ends. */
const SUCCEEDS = 0;
const FAILS = 1;
/** `verb` of a row that is a completion message: the second one of its job. */
const SECOND = 1;

/** A repeated start with its token is answered with the same job for so long. */
const TOKEN_LASTS = 7 * 86_400_000_000;

const BACKOFF: Backoff = { law: { law: 'constant', value: 1_000_000 }, factor: 2, most: 60_000_000 };
/** A topic that says nothing for so long has not taken the message. */
const UNANSWERED = 60_000_000;

/** `StartLabelDetection` and `GetLabelDetection` are about the same kind of job. */
export function kindOf(api: string): string {
  return api.replace(/^(Start|Get)/, '');
}

/** The last job of this kind for a user's request: its number, 0 for none. */
export function jobFor({ state }: Me, kind: string, request: number): number {
  return numberOf(state.jobOf[kind], request);
}

/** The job that a token stands for, 0 for none. */
export function jobOfToken({ state, now }: Me, kind: string, request: number): number {
  const job = numberOf(state.tokenOf[kind], request);
  return job > 0 && now - numberOf(state.startedAt, job) < TOKEN_LASTS ? job : 0;
}

/** The parameters of a start but its token, as a place: equal ones have the same. */
function askedBy(self: Me, call: number, { JobTag, S3Bucket }: StartWire): number {
  const { key = '{n}' } = letterOf(self.contentOf(call));
  return self.contents.place({ key, JobTag, S3Bucket });
}

/** Whether a start has the parameters that a job's token was first given with. */
export function isAskedAlike(self: Me, call: number, wire: StartWire, job: number): boolean {
  return numberOf(self.state.askedOf, job) === askedBy(self, call, wire);
}

/** The answer to a start. Ids are told in terms of the request, so that a million jobs have a few answers. */
export function answerOf({ state }: Me, kind: string, job: number): { readonly JobId: string } {
  const nth = numberOf(state.nthOf, job);
  return { JobId: nth > 1 ? `${kind}-{n}-${nth}` : `${kind}-{n}` };
}

/** @param call the start that it is for @returns its number, from 1 */
export function beginJob(self: Me, call: number, wire: StartWire): number {
  const { messages, state, settings: s, random } = self;
  const request = messages.request[call]!;
  const kind = kindOf(wire.Api);
  const job = ++state.jobs;
  const before = jobFor(self, kind, request);
  state.jobOf[kind] = withNumber(state.jobOf[kind] ?? noNumbers(), request, job);
  if (wire.ClientRequestToken === 'one per video') {
    state.tokenOf[kind] = withNumber(state.tokenOf[kind] ?? noNumbers(), request, job);
    state.askedOf = withNumber(state.askedOf, job, askedBy(self, call, wire));
  }
  state.startedAt = withNumber(state.startedAt, job, self.now);
  state.nthOf = withNumber(state.nthOf, job, numberOf(state.nthOf, before) + 1);
  state.endedAt = withNumber(state.endedAt, job, 0);

  const row = self.store(call);
  messages.place[row] = job;
  messages.step[row] = random.ends.chance(s.failShare) ? FAILS : SUCCEEDS;
  messages.content[row] = self.contents.place(completion(self, row, wire, job));
  self.metrics.started.add();
  self.metrics.running.set(++state.running);
  self.timers.done.after(random.jobs.draw(s.jobTime) * state.slow, row);
  return job;
}

/** What the topic is told: one letter for all videos of the same name. */
function completion(self: Me, row: number, wire: StartWire, job: number): Letter {
  const { key = '{n}' } = letterOf(self.contentOf(row));
  const body = {
    ...answerOf(self, kindOf(wire.Api), job),
    Status: self.messages.step[row] === FAILS ? 'FAILED' : 'SUCCEEDED',
    API: wire.Api,
    ...(wire.JobTag !== null && { JobTag: wire.JobTag }),
    Video: { S3ObjectName: key, S3Bucket: wire.S3Bucket ?? '' },
  };
  return { body: JSON.stringify(body), key };
}

export function endJob(self: Me, row: number): void {
  const { messages, state, metrics, settings: s, random } = self;
  const job = messages.place[row]!;
  const fails = messages.step[row] === FAILS;
  metrics.running.set(--state.running);
  metrics[fails ? 'failedJobs' : 'succeeded'].add();
  metrics.jobTime.record(self.now - numberOf(state.startedAt, job));
  state.endedAt = withNumber(state.endedAt, job, fails ? -(self.now + 1) : self.now + 1);
  if (self.ports.completed.wires === 0) return self.discard(row, outcome.ok);
  const twice = random.duplicates.chance(Math.max(s.duplicateCompletions, state.doubled));
  if (twice) {
    const second = self.store(row);
    messages.verb[second] = SECOND;
    self.timers.publish.after(random.delays.draw(s.duplicateAfter), second);
  }
  state.open += twice ? 2 : 1;
  metrics.open.set(state.open);
  publish(self, row);
}

/** @returns what a job says of itself to whoever asks, null when it is not known any more */
export function statusOf(
  { state, settings: s, now }: Me,
  job: number,
): { readonly JobStatus: string } | null {
  const ended = numberOf(state.endedAt, job);
  if (ended === 0) return { JobStatus: 'IN_PROGRESS' };
  if (now - (Math.abs(ended) - 1) >= s.resultsKept) return null;
  return { JobStatus: ended > 0 ? 'SUCCEEDED' : 'FAILED' };
}

export function publish(self: Me, row: number): void {
  const call = self.ports.completed.call(row);
  self.messages.callerTimer[call] = self.timers.unanswered.after(UNANSWERED, call);
}

export function published(self: Me, row: number, code: number): void {
  const { messages, state, metrics, settings: s } = self;
  const tries = messages.attempts[row]! + 1;
  messages.attempts[row] = tries;
  if (!isGood(code) && tries < s.publishTries) {
    self.timers.publish.after(backoffDelay(BACKOFF, tries - 1, self.random.delays), row);
    return;
  }
  metrics.open.set(--state.open);
  if (isGood(code)) {
    metrics.notifications.add();
    if (messages.verb[row] === SECOND) metrics.duplicateNotifications.add();
  } else metrics.lostNotifications.add();
  self.discard(row, code);
}
