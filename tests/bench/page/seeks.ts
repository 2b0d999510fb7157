import text from '../../../scenarios/buffer/scenario.yaml?raw';
import { RandomStreams } from '../../../src/engine/random.ts';
import { KEYFRAME_BYTES } from '../../../src/engine/timeline.ts';
import { startLab } from '../../../src/lab/client.ts';
import { openRun } from '../../../src/lab/run.ts';

const EVENTS = 2_000_000;
const SEEKS = 100;
/** The Buffer for hours, with its outage again every ten minutes. */
const LENGTH_S = 3300;
const outages = Array.from(
  { length: Math.floor(LENGTH_S / 600) - 1 },
  (_, i) => `${620 + 600 * i}s database lock 60s`,
);
const edits = { until: LENGTH_S * 1_000_000, acts: outages };

/** One exact frame at a random moment of a long run, asked of a lab in a Worker: from the question to the answer. */
export async function seeks() {
  const lab = await startLab('texts', 'worker');
  const run = await lab.run({ source: text, design: 'start', edits });
  if (run.answer !== 'run') throw new Error(JSON.stringify(run.problems));
  const { dispatched, ending } = run.recording;
  if (dispatched < EVENTS) throw new Error(`The run has ${dispatched} events, fewer than ${EVENTS}.`);
  const random = new RandomStreams(1, ['seek']).stream(0);
  const times: number[] = [];
  for (let i = 0; i < SEEKS; i++) {
    const from = Math.floor((random.next() / 4294967296) * ending.at);
    const begin = performance.now();
    await lab.frames({ from, step: 1, count: 1, linger: 0 });
    times.push(performance.now() - begin);
  }
  lab.close();
  times.sort((a, b) => a - b);
  // The Worker keeps its keyframes to itself; the same run has the same ones.
  const { timeline } = openRun(text, 'start', edits).take!;
  return {
    events: dispatched,
    median: times[SEEKS / 2]!,
    p95: times[(SEEKS * 95) / 100]!,
    keyframes: timeline.keyframes.length,
    bytes: timeline.bytes,
    bytesMax: KEYFRAME_BYTES,
  };
}
