import type { PartDefinition } from '../parts/contract.ts';
import type { Parsed } from '../scenario/check.ts';
import type { Compiled } from '../scenario/compile.ts';
import type { RawSetting } from '../scenario/types.ts';
import { complaintsOf } from './causes.ts';
import { slowFrom } from './causesSlow.ts';
import { designOf } from './open.ts';
import type { Edits, Rescue } from './protocol.ts';
import { between, ladder, ratioOf, type Scale, scaleOf } from './rescueLadder.ts';
import { type Patient, type Trial, tryOn } from './rescueTrial.ts';
import { Take } from './take.ts';
import { GRAVEST, whyOf } from './why.ts';

/** A search may take so many runs and so many events: about a minute. */
const RUNS_MAX = 400;
const EVENTS_MAX = 60_000_000;
/** A change that sets off a storm is given up. */
const BUDGET_TIMES = 4;
const BUDGET_MORE = 200_000;
/** Where the far end of a setting does not help, only so many steps towards it are tried. */
const RUNGS_IN_VAIN = 8;
/** So many steps beyond the one that is told must save the request as well. */
const STEADY = 3;
const FOUND_MAX = 8;
/** Switching something on or off counts as much as doubling. */
const FLAG_RATIO = 2;

interface Found {
  readonly rescue: Rescue;
  readonly ratio: number;
}

/** One setting of one part of the design. */
interface Lever {
  readonly part: string;
  readonly setting: string;
  readonly from: RawSetting;
  readonly value: unknown;
  readonly scale: Scale | null;
}

/**
 * Runs the design again and again with one setting moved, and says which smallest moves would have saved a request: the
 * same seed, so the same shoppers.
 * @param progress share of the settings that were tried, 0..1
 * @returns the smallest move first; empty when nobody complains of that request, or no single setting saves it
 * @throws Error when the design cannot be run
 */
export function rescuesOf(
  parsed: Parsed,
  design: string,
  edits: Edits,
  request: number,
  progress: (share: number) => void,
): readonly Rescue[] {
  const { compiled } = designOf(parsed, design, edits);
  if (compiled === null) throw new Error('This design cannot be run.');
  const take = new Take(compiled);
  const patient = patientOf(take, request);
  if (!patient) return [];
  const search = new Search(parsed, design, edits, compiled, patient);
  const levers = leversOf(compiled, partsOnTheWay(take, request));
  const found: Found[] = [];
  levers.forEach((lever, i) => {
    progress(i / levers.length);
    const best = search.smallest(lever);
    if (best) found.push(best);
  });
  progress(1);
  return found
    .sort((a, b) => a.ratio - b.ratio)
    .slice(0, FOUND_MAX)
    .map(({ rescue }) => rescue);
}

function patientOf(take: Take, request: number): Patient | null {
  const { arrived, ended, count } = take.recording.requests;
  if (!(request >= 0 && request < count)) return null;
  const complaints = complaintsOf(take);
  const complaint = GRAVEST.find((one) => complaints[one].has(request));
  if (!complaint) return null;
  return {
    request,
    complaint,
    arrivedAt: arrived[request]!,
    wasAnswered: ended[request]! >= 0,
    slowFrom: slowFrom(take.recording.requests),
  };
}

/** By index: those that the request and its chain of causes went through, then the others. */
function partsOnTheWay(take: Take, request: number): readonly number[] {
  const { hops, chain } = whyOf(take, request);
  const all = take.compiled.parts.map((_, i) => i);
  return [...new Set([...chain.map(({ part }) => part), ...hops.map(({ part }) => part), ...all])];
}

function leversOf({ model, parts }: Compiled, order: readonly number[]): readonly Lever[] {
  return order.flatMap((index) => {
    const { id, written } = parts[index]!;
    const { kind, settings } = model.parts[index]!;
    return Object.entries((kind as PartDefinition).settings).flatMap(([setting, spec]): Lever[] => {
      const value = (settings as Readonly<Record<string, unknown>>)[setting];
      const scale = scaleOf(spec, value);
      if (scale === null && spec.type !== 'flag') return [];
      return [{ part: id, setting, from: written[setting] ?? (spec.default as RawSetting), value, scale }];
    });
  });
}

/** Tries settings on one request, each value once, within the bounds of the whole search. */
class Search {
  private readonly parsed: Parsed;
  private readonly design: string;
  private readonly edits: Edits;
  private readonly patient: Patient;
  private readonly unchanged: Trial;
  private readonly eventBudget: number;
  private readonly tried = new Map<string, Trial | null>();
  private runs = 0;
  private events = 0;

  constructor(parsed: Parsed, design: string, edits: Edits, compiled: Compiled, patient: Patient) {
    this.parsed = parsed;
    this.design = design;
    this.edits = edits;
    this.patient = patient;
    this.unchanged = tryOn(compiled, patient, Number.POSITIVE_INFINITY);
    this.eventBudget = this.unchanged.events * BUDGET_TIMES + BUDGET_MORE;
  }

  smallest(lever: Lever): Found | null {
    const { scale, value } = lever;
    if (scale === null) {
      if (!this.trial(lever, !value)?.isSaved) return null;
      return { rescue: rescueOf(lever, `${!value}`, `${lever.setting}: ${!value}`), ratio: FLAG_RATIO };
    }
    const both = scale.ways.flatMap((direction) => this.towards(lever, scale, direction) ?? []);
    return both.sort((a, b) => a.ratio - b.ratio)[0] ?? null;
  }

  /** The nearest value in one direction that saves the request. */
  private towards(lever: Lever, scale: Scale, direction: 1 | -1): Found | null {
    const rungs = ladder(scale, direction);
    const far = rungs.at(-1);
    if (far === undefined) return null;
    const end = this.trial(lever, scale.write(far));
    // What changes nothing at its very end changes nothing on the way there.
    if (end && end.digest === this.unchanged.digest) return null;
    const climbed = end?.isSaved ? rungs : rungs.slice(0, RUNGS_IN_VAIN);
    let bad = scale.from;
    const saves = (rung: number) => this.trial(lever, scale.write(rung))?.isSaved === true;
    for (const [i, rung] of climbed.entries()) {
      // A change moves chances too. What helps here and not a few steps further was luck.
      const further = rungs.slice(i + 1, i + 1 + STEADY);
      if (saves(rung) && further.every(saves)) return this.narrowed(lever, scale, bad, rung);
      bad = rung;
    }
    return null;
  }

  private narrowed(lever: Lever, scale: Scale, from: number, to: number): Found {
    let [bad, good] = [from, to];
    for (let middle = between(scale, bad, good); middle !== null; middle = between(scale, bad, good)) {
      if (this.isSpent) break;
      if (this.trial(lever, scale.write(middle))?.isSaved) good = middle;
      else bad = middle;
    }
    const text = String(scale.write(good));
    const sign = good > scale.from ? '>=' : '<=';
    const says = text === 'none' ? `${lever.setting}: none` : `${lever.setting} ${sign} ${text}`;
    return { rescue: rescueOf(lever, text, says), ratio: ratioOf(scale, scale.from, good) };
  }

  private get isSpent(): boolean {
    return this.runs >= RUNS_MAX || this.events >= EVENTS_MAX;
  }

  /** @returns null for what cannot be written there, or when the search has used up its runs */
  private trial({ part, setting }: Lever, to: RawSetting): Trial | null {
    const key = `${part}.${setting}`;
    const known = this.tried.get(`${key} ${to}`);
    if (known !== undefined || this.isSpent) return known ?? null;
    const set = { ...this.edits.set, [key]: to };
    const { compiled } = designOf(this.parsed, this.design, { ...this.edits, set });
    const trial = compiled && tryOn(compiled, this.patient, this.eventBudget);
    this.runs++;
    this.events += trial?.events ?? 0;
    this.tried.set(`${key} ${to}`, trial);
    return trial;
  }
}

const rescueOf = ({ part, setting, from }: Lever, to: string, says: string): Rescue => ({
  part,
  setting,
  from: from === null ? 'none' : String(from),
  to,
  says,
});
