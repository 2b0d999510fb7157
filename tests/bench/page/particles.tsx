import { createRoot } from 'react-dom/client';
import { createStore } from 'zustand/vanilla';
import text from '../../../scenarios/buffer/scenario.yaml?raw';
import { CanvasView } from '../../../src/canvas/CanvasView.tsx';
import { drawPlate } from '../../../src/canvas/drawing.ts';
import { facesOf } from '../../../src/canvas/faces.tsx';
import { MARKS } from '../../../src/canvas/flights.ts';
import { marksAt } from '../../../src/canvas/particles.ts';
import type { Scene } from '../../../src/canvas/scene.ts';
import { RandomStreams } from '../../../src/engine/random.ts';
import { startLab } from '../../../src/lab/client.ts';
import type { Frames } from '../../../src/lab/frames.ts';
import { FLIGHT_SPAN } from '../../../src/lab/protocol.ts';
import { createPlayer } from '../../../src/player/player.ts';
import '../../../src/ui/tokens.css';
import '../../../src/ui/base.css';
import './particles.css';

const MEASURED_MS = 3000;
const WARM_UP_FRAMES = 10;
/**
 * A frame rate is held when it is held for so many frames on end, nineteen of twenty of them in time. Whatever else the
 * machine does can only make a stretch worse, so one good stretch is enough.
 */
const STRETCH = 20;
const [FPS, P95_MS] = [55, 20];
const [FEWEST, MOST] = [125, 512_000];
/** Every flight is in the air for the whole of a measurement. Ticks. */
const FLIGHT_TICKS = 30_000_000;

type Move = (ms: number) => void;

/** How many marks move at a frame rate: on the canvas layer of the page, and as DOM nodes in the same places. */
export async function particles(layer: 'canvas' | 'nodes'): Promise<number> {
  const { store, paths, zoom, viewport } = await sheet();
  const { plate } = store.getState();
  const empty = flying(0, plate!.wires.length);
  const onCanvas = (n: number): Move => {
    const frames = flying(n, plate!.wires.length);
    return (ms) => store.setState({ frames, t: ms * 1000 });
  };
  const asNodes = (n: number): Move => {
    const frames = flying(n, plate!.wires.length);
    const marks = (ms: number) => marksAt(frames, plate!.wires, paths, ms * 1000, 1, zoom);
    const nodes = MARKS.flatMap((mark) =>
      marks(0)
        [mark].filter((_, i) => i % 2 === 0)
        .map(() => nodeOf(mark)),
    );
    const plane = document.createElement('div');
    plane.className = 'bench-plane';
    plane.style.transform = viewport;
    plane.append(...nodes);
    document.querySelector('.canvas')!.append(plane);
    store.setState({ frames: empty, t: 0 });
    return (ms) => {
      const now = marks(ms);
      let node = 0;
      for (const mark of MARKS) {
        const at = now[mark];
        for (let i = 0; i < at.length; i += 2)
          nodes[node++]!.style.transform = `translate(${at[i]}px, ${at[i + 1]}px)`;
      }
    };
  };
  return mostAt(layer === 'canvas' ? onCanvas : asNodes);
}

/** The Buffer's plate as the page draws it; what flies is put into its store. */
async function sheet() {
  const player = createPlayer(await startLab('texts', 'main thread'));
  await player.open(text, 'start', {}, 10_000_000);
  const { store } = player;
  while (!store.getState().moment?.exact) await nextFrame();
  const { plate, recording, moment, heard, frames } = store.getState();
  const scene: Scene = {
    plate,
    recording,
    moment,
    heard,
    frames,
    t: 0,
    counted: null,
    speed: 1,
    playing: true,
  };
  const moving = createStore<Scene>()(() => scene);
  createRoot(document.getElementById('sheet')!).render(
    <CanvasView
      store={moving}
      selected={null}
      onSelect={() => {}}
      onDrawn={() => {}}
      theme="light"
      still={false}
    />,
  );
  while (!document.querySelector('[data-first-frame]')) await nextFrame();
  const viewport = getComputedStyle(document.querySelector('.react-flow__viewport')!).transform;
  const { paths } = drawPlate(plate!, facesOf(plate!.parts.map(({ kind }) => kind))!);
  return { store: moving, paths, viewport, zoom: new DOMMatrix(viewport).a };
}

/** Calls and answers on their way over all wires, at random places. */
function flying(n: number, wires: number): Frames {
  const random = new RandomStreams(1, ['flights']).stream(0);
  const flights = new Float64Array(n * FLIGHT_SPAN);
  for (let i = 0; i < n; i++) {
    const departs = -(random.next() / 4294967296) * (FLIGHT_TICKS / 2);
    flights.set([i % wires, departs, departs + FLIGHT_TICKS, i % 2, 0, i], i * FLIGHT_SPAN);
  }
  const none = new Float64Array(0);
  return { from: 0, step: 1, count: 1, values: none, rates: none, statuses: [[]], flights, each: 1 };
}

function nodeOf(mark: string): HTMLElement {
  const node = document.createElement('i');
  node.className = `bench-mark bench-${mark}`;
  return node;
}

/** Doubles the number until the frame rate is lost, then looks between the last two. */
async function mostAt(make: (n: number) => Move): Promise<number> {
  const holdsAt = async (n: number) => {
    const held = await holds(make(n));
    document.querySelector('.bench-plane')?.remove();
    return held;
  };
  let [good, bad] = [0, FEWEST];
  while (bad <= MOST && (await holdsAt(bad))) [good, bad] = [bad, bad * 2];
  for (let i = 0; good > 0 && i < 3; i++) {
    const middle = Math.round((good + bad) / 2);
    if (await holdsAt(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

async function holds(move: Move): Promise<boolean> {
  const begin = await nextFrame();
  const gaps: number[] = [];
  for (let last = begin; last - begin < MEASURED_MS; ) {
    move(last - begin);
    const now = await nextFrame();
    gaps.push(now - last);
    last = now;
    if (gaps.length >= WARM_UP_FRAMES + STRETCH && isHeld(gaps.slice(-STRETCH))) return true;
  }
  return false;
}

function isHeld(gaps: readonly number[]): boolean {
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  const late = gaps.filter((gap) => gap > P95_MS).length;
  return (1000 * gaps.length) / total >= FPS && late <= gaps.length * 0.05;
}

const nextFrame = () => new Promise<number>((drawn) => requestAnimationFrame(drawn));
