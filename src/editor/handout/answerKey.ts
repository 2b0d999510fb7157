/** What a teacher wants beside a lesson: every answer, as runs gave it, with what it takes to make each of them again. */

import { readable } from '../../episode/judging.ts';
import { designOf as stepDesign } from '../../episode/presets.ts';
import { BONE_WORDS } from '../../episode/state.ts';
import { actsOf, allActs, goalsOf, type Played } from '../../lab/lessonActs.ts';
import type { Verdict } from '../../lab/protocol.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import { applyDesign } from '../../scenario/design.ts';
import { designNames, MINE, START } from '../../scenario/designNames.ts';
import type { Deed } from '../../scenario/lesson.ts';
import type { ActText, Scenario, StepText } from '../../scenario/types.ts';
import { toldPatch } from '../designs/toldPatch.ts';

/** One run: a design with the acts that are played. */
export interface KeyRun {
  readonly design: string;
  readonly played: Played;
  readonly seed: number;
}

export interface Said extends Pick<Verdict, 'verdict' | 'text'> {
  /** Of the run that said it. */
  readonly digest: string;
}

/** What a run says to an expression. */
export type Ask = (run: KeyRun, that: string) => Said;

export const ALL_ACTS: Played = { keepActs: null, acts: [] };

/** Markdown. @param ask is asked each expression of the run that decides it */
export function answerKey(scenario: Scenario, catalog: Catalog, ask: Ask): string {
  const key: Writing = { scenario, catalog, ask };
  const { title, id, seed, steps = [] } = scenario;
  const blocks = [
    `# Answer key: ${plain(title)}`,
    `Every verdict below was given by a run of this lesson, not by its author. A run is a value: with the same file, design, seed and acts it has the same digest, here as in the terminal:\n\n    ${commandOf(key, { design: START, played: ALL_ACTS, seed })}`,
    `Where another design is named, it takes the place of \`${START}\`. The file is the lesson, saved as \`${id}.yaml\`.`,
    ...steps.flatMap((step, i) => stepBlocks(key, step, i)),
    ...challengeBlocks(key),
    ...fixBlocks(key),
    ...claimBlocks(key),
    ...proofBlocks(key),
  ];
  return `${blocks.join('\n\n')}\n`;
}

interface Writing {
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  readonly ask: Ask;
}

function stepBlocks(key: Writing, step: StepText, i: number): readonly string[] {
  const { prediction, tasks = [], learned } = step;
  const blocks = [
    ...(prediction ? predictionBlocks(key, step, prediction) : []),
    ...(tasks.length > 0 ? taskBlocks(key, step) : []),
    ...(learned ? [`What it has shown: ${plain(learned)}`] : []),
  ];
  if (blocks.length === 0) return [];
  return [`## Step ${i + 1}, ${BONE_WORDS[step.bone].toLowerCase()}: ${plain(step.title)}`, ...blocks];
}

type Prediction = NonNullable<StepText['prediction']>;

/** The run that is shown once the answer is committed: with what the step's button does, where it has one. */
function predictionBlocks(key: Writing, step: StepText, { question, options, design }: Prediction) {
  const decides = design === undefined || design === MINE ? stepDesign(step, false) : design;
  const run = runOf(key, decides, step);
  const held = options.map(({ text, right }) => ({ text, right, said: right ? key.ask(run, right) : null }));
  const lines = held.map(({ text, right, said }) => {
    const isRight = said?.verdict === true;
    const why = said ? `: \`${code(right!)}\` is ${word(said)}${sides(said)}` : '';
    return `- [${isRight ? 'x' : ' '}] ${plain(text)}${isRight ? ' **Right**' : said ? ' Wrong' : ''}${why}`;
  });
  const digest = held.find(({ said }) => said)?.said?.digest;
  const isScored = digest !== undefined;
  return [
    `**Prediction.** ${plain(question)}`,
    lines.join('\n'),
    isScored ? runLine(key, run, digest) : 'No option says when it is right, so nothing is scored.',
  ];
}

const DEEDS: Readonly<Record<Deed, string>> = {
  look: 'a part or a wire is selected',
  why: 'it is asked why one request ended as it did',
  compare: 'another run is put beside this one',
  fork: 'a fork is made at some moment',
  hurt: 'something is done to a part',
  theory: 'queueing theory is laid over the charts',
  slower: 'playback is made slower',
  rewind: 'the playhead goes back',
  edit: 'the design is changed',
  schedule: 'a goroutine is let take a step, by hand',
  explore: 'every schedule of a program is tried',
};

function taskBlocks(key: Writing, step: StepText): readonly string[] {
  const { fix } = key.scenario.health ?? {};
  const shown = stepDesign(step, false);
  const lines = (step.tasks ?? []).map(({ says, that, did, schedules, design }) => {
    if (did) return `- ${plain(says)} Done when ${DEEDS[did]}.`;
    if (schedules) {
      const { part, verdict } = schedules;
      return `- ${plain(says)} Done when every schedule of the program of ${plain(part)} was tried, and the verdict is ${verdict}.`;
    }
    const where = design === 'mine' ? 'in a design of the learner’s own' : 'in the design on the table';
    const said = (one: string) => ({ one, said: key.ask(runOf(key, one, step), that!) });
    const own = design === 'mine' ? [] : [said(shown)];
    // A learner's own design is none of the lesson's: the fix stands in for it.
    const isDone = own.some((held) => held.said.verdict === true);
    const held = isDone || fix === undefined || (fix === shown && own.length > 0) ? own : [...own, said(fix)];
    const lines = held.map((there) => {
      const { one } = there;
      return `  - ${named(key, one)}: ${word(there.said)}${sides(there.said)}${digestOf(there.said)}`;
    });
    return [`- ${plain(says)} Done when \`${code(that!)}\` is true ${where}.`, ...lines].join('\n');
  });
  return ['**Tasks**', lines.join('\n')];
}

function challengeBlocks(key: Writing): readonly string[] {
  const { challenge, steps = [], health } = key.scenario;
  if (!challenge) return [];
  const step = steps.find(({ bone }) => bone === 'challenge');
  const goals = goalsOf(key.scenario);
  const fix = health?.fix;
  const run = fix === undefined ? null : runOf(key, fix, step);
  const held = goals.map((goal) => ({ goal, said: run && key.ask(run, goal.that) }));
  const lines = held.map(({ goal: { says, that }, said }) => {
    const words = `${says === null ? '' : `${plain(says).replace(/\.$/, '')}: `}\`${code(that)}\``;
    return `- ${words}${said ? `. The taught fix: ${word(said)}${sides(said)}` : ''}`;
  });
  const passed = held.every(({ said }) => said?.verdict === true);
  const says =
    run === null
      ? []
      : [
          passed
            ? 'The taught fix passes the challenge.'
            : 'The taught fix alone does not pass the challenge.',
          runLine(key, run, held[0]!.said!.digest),
        ];
  return ['## The challenge', plain(challenge.goal), lines.join('\n'), ...says];
}

function fixBlocks(key: Writing): readonly string[] {
  const { health, seed } = key.scenario;
  if (!health) return [];
  const { fix, check, tempting = [], untouched = START } = health;
  const checkIn = (design: string, begin: string): readonly string[] => {
    if (check === undefined) return [];
    const said = key.ask({ design, played: ALL_ACTS, seed }, check);
    return [`${begin} ${word(said)}${sides(said)}${digestOf(said)}.`];
  };
  const told = (design: string): readonly string[] => {
    const { says } = key.scenario.designs?.[design] ?? {};
    const patch = toldPatch(key.scenario, design, key.catalog);
    return [
      ...(says ? [plain(says)] : []),
      ...(patch.length > 0 ? [patch.map((line) => `- ${plain(line)}`).join('\n')] : []),
      ...checkIn(design, 'The check is'),
    ];
  };
  return [
    ...(check === undefined ? [] : ['## The check', `\`${code(check)}\``]),
    ...checkIn(untouched, `In ${named(key, untouched)}, where nobody has done anything, it is`),
    ...(fix === undefined ? [] : [`## The fix: ${named(key, fix)}`, ...told(fix)]),
    ...[...new Set(tempting)].flatMap((design) => [
      `## What only suggests itself: ${named(key, design)}`,
      ...told(design),
    ]),
  ];
}

function claimBlocks(key: Writing): readonly string[] {
  const { scenario, catalog } = key;
  const { claims = [], seed } = scenario;
  if (claims.length === 0) return [];
  const rows = designNames(scenario).flatMap((design) => {
    const held = new Set(applyDesign(scenario, design, {}, catalog).design?.claims.map(({ id }) => id));
    return claims
      .filter(({ id }) => held.has(id))
      .map(({ says, that, holds = true }) => {
        const said = key.ask({ design, played: ALL_ACTS, seed }, that);
        const isTrue =
          said.verdict === 'undecided' ? 'undecided' : said.verdict === holds ? 'holds' : 'does not hold';
        const not = holds ? '' : ' (must not come true)';
        return `| ${cell(plain(says))} | ${design} | ${isTrue}${not} | ${cell(plain(readable(said.text)))} | ${said.digest.slice(0, DIGITS)} |`;
      });
  });
  const head = '| Claim | Design | Verdict | Measured | Digest |\n| --- | --- | --- | --- | --- |';
  return ['## What the lesson claims', `All acts are played, seed ${seed}.`, [head, ...rows].join('\n')];
}

function proofBlocks({ scenario: { proofs = [], id } }: Writing): readonly string[] {
  if (proofs.length === 0) return [];
  const lines = proofs.map(
    ({ says, part, design = START, verdict }) =>
      `- ${plain(says)} Expected of the program of ${plain(part)} in \`${design}\`: ${verdict}.`,
  );
  return [
    '## What holds over all schedules',
    lines.join('\n'),
    `This is not a run, and was not tried here. To try every schedule:\n\n    npm run lab -- prove ${id}.yaml`,
  ];
}

const runOf = ({ scenario }: Writing, design: string, step: StepText | undefined): KeyRun => ({
  design,
  played: step ? actsOf(scenario, step, true) : ALL_ACTS,
  seed: scenario.seed,
});

const titleOf = ({ scenario }: Writing, design: string): string =>
  scenario.designs?.[design]?.title ?? (design === START ? 'The system as it is' : design);

/** “With a queue” (`fix`) */
const named = (key: Writing, design: string): string => `“${plain(titleOf(key, design))}” (\`${design}\`)`;

const DIGITS = 8;

function runLine(key: Writing, run: KeyRun, digest: string): string {
  const { keepActs, acts } = run.played;
  const own = acts.map(actWords);
  const all = keepActs === null ? [] : keepActs.map((id) => `\`${id}\``);
  const played =
    keepActs === null && own.length === 0
      ? ''
      : `, acts played: ${[...(keepActs === null ? ['all of the lesson'] : all), ...own].join(', ') || 'none'}`;
  const line = `Run: design \`${run.design}\`, seed ${run.seed}${played}, digest ${digest.slice(0, DIGITS)}.`;
  const command = commandOf(key, run);
  return command === null ? line : `${line}\n\n    ${command}`;
}

/** How the terminal makes the same run; null where it cannot: it knows no way to leave out acts. */
function commandOf({ scenario }: Writing, { design, seed, played }: KeyRun): string | null {
  const { keepActs, acts } = played;
  const isWhole =
    keepActs === null || allActs(scenario).every(({ id }) => id !== undefined && keepActs.includes(id));
  if (!isWhole || acts.some((act) => act.with !== undefined)) return null;
  const typed = acts.map(
    (act) => ` --act "${[act.at, act.part, act.act, act.for].filter((one) => one !== undefined).join(' ')}"`,
  );
  return `npm run lab -- run ${scenario.id}.yaml --design ${design} --seed ${seed}${typed.join('')}`;
}

const actWords = ({ at, for: lasts, part, act }: ActText): string =>
  `${act} of ${plain(part)} at ${at}${lasts === undefined ? '' : ` for ${lasts}`}`;

const word = ({ verdict }: Said): string => String(verdict);
const sides = ({ text }: Said): string => (text === '' ? '' : ` (${plain(readable(text))})`);
const digestOf = ({ digest }: Said): string => (digest === '' ? '' : `, digest ${digest.slice(0, DIGITS)}`);

/** Words as they are, whatever Markdown would make of their signs. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>#|~]/g, '\\$&');
}
/** Plain words have their bars escaped already. */
const cell = (text: string): string => text || '–';
const code = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('`', '’').trim();
