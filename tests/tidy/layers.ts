/** Who may import what. DESIGN: each layer imports only from those above it in the list. */
import { posix } from 'node:path';
import { type Fault, type Import, importsOf, isShipped, type SourceFile } from './source.ts';

/** Top to bottom. Layers on one line are neighbours: none imports another. */
const LAYERS: readonly (readonly string[])[] = [
  ['ui'],
  ['engine'],
  ['golang'],
  ['rules'],
  ['parts'],
  ['scenario'],
  ['recording'],
  ['theory'],
  ['lab'],
  ['canvas', 'charts', 'code', 'signing', 'retrieval'],
  ['player'],
  ['table'],
  ['episode'],
  ['editor'],
  ['aws-wire'],
  ['entries'],
];

/** Layers below `lab` in the list that may not use what draws: aws-wire has no screen. */
const ONLY_UP_TO: Readonly<Record<string, string>> = { 'aws-wire': 'lab' };

/** Libraries of the layers that run in a Worker and in Node. The other layers may use any dependency. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  golang: [],
  rules: ['@noble/hashes', 'gpt-tokenizer'],
  parts: ['valibot'],
  scenario: ['valibot', 'yaml'],
  recording: [],
  theory: [],
  lab: ['valibot', 'yaml'],
  'aws-wire': [],
};

const PURE = ['engine', 'golang', 'rules', 'parts', 'scenario', 'recording', 'theory'];
const NODE_SIDE = /^src\/(?:aws-wire\/|entries\/cli(?:\.ts$|\/))/;
/** The lists of parts: the whole, and what the Workers carry of it. */
export const PART_LISTS = [
  'catalog',
  'basics',
  'aws',
  'azure',
  'rag',
  'ragParts',
  'withGo',
  'withRag',
  'full',
].map((list) => `src/parts/${list}.ts`);

const layerOf = (path: string): string => path.split('/')[1] ?? '';
const rankOf = (layer: string): number => LAYERS.findIndex((row) => row.includes(layer));
const isFace = (path: string): boolean => path.startsWith('src/parts/') && path.endsWith('.tsx');

/** Pure code gives the same run in a page, in a Worker and in Node. */
export const isPure = (path: string): boolean =>
  isShipped(path) && PURE.includes(layerOf(path)) && !isFace(path);

/** The name of the part whose folder holds the path; undefined for what all parts share. */
export function partOf(path: string): string | undefined {
  return /^src\/parts\/([^/]+)\//.exec(path)?.[1];
}

/** Tests are free to import what they need; everything that ships is held to the table. */
export function layerFaults(files: readonly SourceFile[]): Fault[] {
  return files
    .filter((file) => isShipped(file.path))
    .flatMap((file) => {
      if (rankOf(layerOf(file.path)) < 0) {
        const what = `src/${layerOf(file.path)} is no layer; layers: ${LAYERS.flat().join(', ')}`;
        return [{ path: file.path, line: 1, what }];
      }
      return importsOf(file).flatMap((one) => {
        const why = refusal(file.path, one);
        return why ? [{ path: file.path, line: one.line, what: `imports ${one.from}: ${why}` }] : [];
      });
    });
}

/** Why the file may not import this; undefined when it may. */
function refusal(path: string, one: Import): string | undefined {
  if (!one.from.startsWith('.')) return isFace(path) ? faceLibrary(one) : library(path, one);
  const target = posix.join(posix.dirname(path), one.from);
  if (!target.startsWith('src/')) return outside(path, target);
  if (isFace(path)) return faceImport(path, target, one);
  return direction(path, target) ?? acrossParts(path, target) ?? intoView(path, target);
}

function library(path: string, { from }: Import): string | undefined {
  if (from.startsWith('node:')) {
    return NODE_SIDE.test(path) ? undefined : 'only the command line and aws-wire know Node';
  }
  const allowed = LIBRARIES[layerOf(path)];
  const name = from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
  if (!allowed || allowed.includes(name)) return undefined;
  return `${layerOf(path)} may use ${allowed.length > 0 ? allowed.join(', ') : 'no library'}`;
}

function faceLibrary({ from }: Import): string | undefined {
  return from === 'react' ? undefined : 'a face draws with react and ui/face only';
}

function outside(path: string, target: string): string | undefined {
  const isContent = target.startsWith('scenarios/') || target === 'package.json';
  if (isContent && !isPure(path)) return undefined;
  return 'it lies outside src; only scenarios/ and package.json may be read, and not by pure code';
}

function faceImport(path: string, target: string, one: Import): string | undefined {
  if (target.startsWith('src/ui/face/') || target === 'src/ui/format.ts') return undefined;
  if (target === 'src/parts/faceProps.ts' && one.typeOnly) return undefined;
  const own = partOf(target) !== undefined && partOf(target) === partOf(path);
  if (own && target.endsWith('.tsx')) return undefined;
  if (own && target.endsWith('/sim.ts') && one.typeOnly) return undefined;
  return 'a face may import ui/face, ui/format, react, faceProps and types (import type) of its own ./sim.ts';
}

function direction(path: string, target: string): string | undefined {
  const [from, to] = [layerOf(path), layerOf(target)];
  if (rankOf(to) < 0) return `src/${to} is no layer`;
  if (from === to) return undefined;
  const limit = ONLY_UP_TO[from];
  if (limit && rankOf(to) > rankOf(limit)) return `${from} may import ${limit} and the layers above it`;
  if (rankOf(to) === rankOf(from)) return `${from} and ${to} are neighbours and stay strangers`;
  return rankOf(to) < rankOf(from) ? undefined : `${to} lies below ${from} in the layer table`;
}

function acrossParts(path: string, target: string): string | undefined {
  const part = partOf(target);
  if (part !== undefined) {
    if (part === partOf(path) || PART_LISTS.includes(path)) return undefined;
    return partOf(path) === undefined
      ? 'parts are reached through src/parts/catalog.ts, never by name'
      : 'a part knows no other part';
  }
  return PART_LISTS.includes(target) && layerOf(path) === 'parts' && !PART_LISTS.includes(path)
    ? 'the catalog knows the parts, not they it'
    : undefined;
}

function intoView(path: string, target: string): string | undefined {
  if (!isPure(path)) return undefined;
  if (layerOf(target) === 'ui') return 'ui draws; pure code does not';
  return /\.(?:tsx|css)$/.test(target) ? 'pure code imports no view' : undefined;
}
