/** The rules are only worth something if they catch: each of these faults, planted into a sound tree, is found. */
import { expect, test } from 'vitest';
import { banFaults } from './bans.ts';
import { layerFaults } from './layers.ts';
import { barrelFaults, colourFaults, partFaults, sizeFaults, wordFaults } from './rules.ts';
import type { SourceFile } from './source.ts';
import { lines } from './tree.ts';

const RULES = [layerFaults, banFaults, partFaults, colourFaults, barrelFaults, sizeFaults, wordFaults];

type Tree = Readonly<Record<string, string>>;

/** Small, and full of what looks like a fault and is none. */
const SOUND: Tree = {
  'src/ui/tokens.css': ':root { --ink: #101418; }',
  'src/ui/face/gauge.tsx': "import { useId } from 'react'; export const Gauge = () => <g id={useId()} />;",
  'src/ui/panel.css': '/* #fff was too bright */ .panel { color: var(--ink); }',
  'src/engine/clock.ts': `
    // document, Math.random and Date.now are fine in a comment; don't shout
    export const TICKS_MAX = 2 ** 52;
    export function rate(window: { from: number }, location: number): number {
      return Math.sqrt(window.from) + location.toFixed(1).length;
    }
    export const help = 'console and process, location';`,
  'src/golang/scan.ts':
    'export interface Token { location: number; process: string }\nexport const at = (t: Token) => t.location;',
  'src/rules/retry.ts': 'export const twice = (n: number) => n * 2;',
  'src/parts/contract.ts': "import type { help } from '../engine/clock.ts'; export type Part = typeof help;",
  'src/parts/catalog.ts': "import { queue } from './queue/sim.ts';\nexport const catalog = [queue];",
  'src/parts/queue/sim.ts':
    "import { rate } from '../../engine/clock.ts'; export const queue = { rate }; export type State = {};",
  'src/parts/queue/face.tsx':
    "import { Gauge } from '../../ui/face/gauge.tsx'; import type { State } from './sim.ts';\nexport const Face = (s: State) => <Gauge key={String(s)} />;",
  'src/parts/queue/model.md': '# Queue',
  'src/parts/queue/sim.test.ts':
    "import { clock } from '../../lab/take.ts'; console.log(Math.random(), clock, Date.now());",
  'src/scenario/parse.ts':
    "import { parseDocument } from 'yaml'; export const read = (t: string) => { const document = parseDocument(t); return document; };",
  'src/recording/series.ts': "import { TICKS_MAX } from '../engine/clock.ts'; export const end = TICKS_MAX;",
  'src/lab/take.ts':
    "import { read } from '../scenario/parse.ts'; export const clock = () => [read(''), performance.now()];",
  'src/canvas/stage.tsx':
    "import { ReactFlow } from '@xyflow/react'; export const Stage = () => <ReactFlow>don't #1</ReactFlow>;",
  'src/player/player.tsx': "import { Stage } from '../canvas/stage.tsx'; export const Player = Stage;",
  'src/entries/app.tsx':
    "import { Player } from '../player/player.tsx'; export const at = [Player, location.hash, process.argv];",
  'src/entries/cli.ts': "import { argv } from 'node:process'; export const args = argv;",
};

/** What is planted, the files that carry it, and words of the fault that must be reported. */
const PLANTED: readonly (readonly [name: string, files: Tree, fault: string])[] = [
  [
    'the engine imports React',
    { 'src/engine/x.ts': "import { useMemo } from 'react';" },
    'imports react: engine',
  ],
  ['the engine imports a widget', { 'src/engine/x.ts': "import '../ui/face/gauge.tsx';" }, 'ui draws'],
  [
    'the engine knows a part',
    { 'src/engine/x.ts': "import '../parts/queue/sim.ts';" },
    'parts lies below engine',
  ],
  [
    'an import upward, lazily',
    { 'src/lab/x.ts': "void import('../player/player.tsx');" },
    'player lies below lab',
  ],
  [
    'an import upward, for a type',
    { 'src/rules/x.ts': "type A = import('../parts/contract.ts').Part;" },
    'below',
  ],
  [
    'an import upward, re-exported',
    { 'src/lab/x.ts': "const a = 1; export { a }; export * from '../canvas/a.ts';" },
    'canvas lies below lab',
  ],
  [
    'an import upward, as a worker',
    { 'src/lab/x.ts': "new URL('../table/w.ts', import.meta.url);" },
    'table lies below lab',
  ],
  ['neighbours meet', { 'src/charts/x.ts': "import '../canvas/stage.tsx';" }, 'neighbours'],
  ['aws-wire draws', { 'src/aws-wire/x.ts': "import '../canvas/stage.tsx';" }, 'aws-wire may import lab'],
  ['a folder outside the table', { 'src/helpers/x.ts': 'export const a = 1;' }, 'src/helpers is no layer'],
  ['the page reads the tests', { 'src/table/x.ts': "import '../../tests/tidy/tree.ts';" }, 'outside src'],
  ['the page knows Node', { 'src/table/x.ts': "import 'node:fs';" }, 'node:fs: only the command line'],
  ['a part imports another part', { 'src/parts/queue/x.ts': "import '../topic/sim.ts';" }, 'no other part'],
  [
    'a part imports the catalog',
    { 'src/parts/queue/x.ts': "import '../catalog.ts';" },
    'the catalog knows the parts',
  ],
  ['somebody names a part', { 'src/table/x.ts': "import '../parts/queue/sim.ts';" }, 'never by name'],
  ['a sim imports its face', { 'src/parts/queue/x.ts': "import './face.tsx';" }, 'imports no view'],
  [
    'a face runs its sim',
    { 'src/parts/queue/face.tsx': "import { queue } from './sim.ts';" },
    'a face may import',
  ],
  [
    'a face knows React Flow',
    { 'src/parts/queue/face.tsx': "import '@xyflow/react';" },
    'react and ui/face only',
  ],
  [
    'a face asks the engine',
    { 'src/parts/queue/face.tsx': "import '../../engine/clock.ts';" },
    'a face may import',
  ],
  [
    'a sim touches the page',
    { 'src/parts/queue/x.ts': "document.title = 'x';" },
    'document: pure code has no page',
  ],
  ['a sim draws lots', { 'src/parts/queue/x.ts': 'export const a = Math.random();' }, 'Math.random: chance'],
  ['chance under another name', { 'src/engine/x.ts': 'const { random } = Math;' }, 'Math is used by plain'],
  [
    'the time of day',
    { 'src/engine/x.ts': 'export const a = Date.now();' },
    'Date: a run knows no wall clock',
  ],
  ['a date', { 'src/engine/x.ts': 'export const a = new Date();' }, 'Date: a run knows'],
  ['a stopwatch', { 'src/rules/x.ts': 'export const a = performance.now();' }, 'performance: a run knows'],
  ['inexact arithmetic', { 'src/engine/x.ts': 'export const a = Math.exp(1);' }, 'Math.exp: browsers differ'],
  [
    'a column that is written while the table grows',
    { 'src/parts/x/sim.ts': 'export const a = (t: T, port: P) => { t.child[1] = port.call(1); };' },
    'make the row first',
  ],
  [
    'a column whose place is found while the table grows',
    { 'src/parts/x/sim.ts': 'export const a = (t: T, port: P) => { t.mark[handOn(t, port)] = 1; };' },
    'make the row first',
  ],
  ['a power', { 'src/engine/x.ts': 'export const a = (n: number) => 2 ** n;' }, 'the ** operator'],
  ['a timer', { 'src/scenario/x.ts': 'setTimeout(() => {}, 1);' }, 'setTimeout: a run is computed ahead'],
  ['a print', { 'src/recording/x.ts': "console.log('x');" }, 'console: pure code'],
  [
    'the reader’s language',
    { 'src/engine/x.ts': "export const a = 'a'.localeCompare('b');" },
    '.localeCompare',
  ],
  ['the address read in a panel', { 'src/table/x.ts': 'export const a = location.hash;' }, 'location: only'],
  [
    'the address through the window',
    { 'src/table/x.ts': 'export const a = window.location;' },
    'window.location',
  ],
  ['the process read in the lab', { 'src/lab/x.ts': 'export const a = process.env;' }, 'process: only'],
  [
    'a part outside the catalog',
    { 'src/parts/topic/sim.ts': 'export const a = 1;' },
    'the part topic is missing',
  ],
  ['a part without a face', { 'src/parts/topic/sim.ts': '' }, 'src/parts/topic:0  the part has no face.tsx'],
  ['a part without a model', { 'src/parts/topic/sim.ts': '' }, 'src/parts/topic:0  the part has no model.md'],
  [
    'a part without a test',
    { 'src/parts/topic/sim.ts': '' },
    'src/parts/topic:0  the part has no sim.test.ts',
  ],
  ['a colour in a style sheet', { 'src/ui/x.css': '.a { color: #fff; }' }, 'the colour #fff'],
  [
    'a colour in a component',
    { 'src/ui/x.tsx': 'export const A = () => <g fill="rgb(1 2 3)" />;' },
    'the colour rgb(',
  ],
  ['a colour in a template', { 'src/charts/x.ts': 'export const a = `hsl(9 9% 9%)`;' }, 'hsl('],
  ['a barrel', { 'src/engine/index.ts': "export { TICKS_MAX } from './clock.ts';" }, 'a barrel'],
  ['a barrel under another name', { 'src/lab/all.ts': "export * from './take.ts';" }, 'a barrel'],
  ['a long file', { 'src/engine/x.ts': 'export {};\n'.repeat(401) }, '401 lines'],
  ['work left for later', { 'tests/x.ts': `// TO${'DO'}: think` }, 'has no place here'],
  [
    'the machine it was written on',
    { 'README.md': `see ${['', 'work', 'notes'].join('/')}` },
    'has no place here',
  ],
];

function faultsOf(tree: Tree): string[] {
  const files: SourceFile[] = Object.entries(tree).map(([path, text]) => ({ path, text }));
  return lines(RULES.flatMap((rule) => rule(files)));
}

test('a sound tree has no fault', () => {
  expect(faultsOf(SOUND)).toEqual([]);
});

test.each(PLANTED)('caught: %s', (_name, files, fault) => {
  const found = faultsOf({ ...SOUND, ...files });
  expect(found).toContainEqual(expect.stringContaining(fault));
});
