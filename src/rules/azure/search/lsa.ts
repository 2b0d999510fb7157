/**
 * An embedding that is computed from the library itself: latent semantic analysis (Deerwester and others, 1990). Terms by
 * passages, weighted, is cut down to its strongest directions; words that keep the same company come out near each other. It stands
 * in for a trained embedding model, knows only the words of the library, and is said to be so wherever it is shown.
 *
 * The directions are found by subspace iteration from a fixed start, with + - * / and roots only and sums in a fixed order: the
 * same bits in every browser.
 */
import { ln } from '../../../engine/arithmetic.ts';
import { type Analyser, termsOf } from './analyse.ts';
import { eigenOf } from './eigen.ts';
import { countsOf, placeOf, type Vocabulary, vocabularyOf } from './vocabulary.ts';

export interface LsaOptions {
  readonly dimensions: number;
  readonly analyser: Analyser;
  /** A term of fewer passages is left out: it keeps company with nobody. */
  readonly leastPassages: number;
}

export const LSA_DEFAULTS: LsaOptions = { dimensions: 48, analyser: 'content', leastPassages: 1 };

/** Plain data. */
export interface Lsa {
  readonly analyser: Analyser;
  /** As many as were asked for, or as there are: a library of ten passages has ten directions at most. */
  readonly dimensions: number;
  readonly terms: Vocabulary;
  readonly idf: Float64Array;
  /** Passages with each term, of `passages`. */
  readonly found: Int32Array;
  readonly passages: number;
  /** Left singular vectors: the row of term t begins at t x dimensions. */
  readonly basis: Float64Array;
  readonly singular: Float64Array;
  /** Share of the squares of the whole matrix that these directions keep. */
  readonly energy: number;
  readonly rounds: number;
}

/** Directions kept beyond those that are asked for: they make the last ones settle sooner. */
const SPARE = 16;
const ROUNDS_MOST = 400;
/** The small problem is solved now and then: it costs as much as some rounds. */
const LOOK_EVERY = 10;
/** Of the largest eigenvalue. */
const SETTLED = 1e-10;
/** Directions weaker than this, as a share of the strongest, are rounding. */
const RANK = 1e-7;

/** A passage as a sparse column. */
interface Column {
  readonly terms: readonly number[];
  readonly weights: readonly number[];
}

export function lsaOf(passages: readonly string[], options: LsaOptions = LSA_DEFAULTS): Lsa {
  const { analyser } = options;
  const lists = passages.map((text) => termsOf(text, analyser));
  const terms = commonTerms(lists, options.leastPassages);
  const found = passagesWith(lists, terms);
  const idf = Float64Array.from(found, (n) => idfOf(lists.length, n));
  const columns = lists.map((list) => columnOf(list, terms, idf)).filter((column) => column.terms.length > 0);
  const { values, vectors, width, rounds } = strongest(columns, terms.length, options.dimensions);
  // The squares of a column sum to one.
  const energy = columns.length;
  let dimensions = 0;
  while (dimensions < Math.min(options.dimensions, width) && isReal(values, dimensions)) dimensions++;
  const singular = Float64Array.from({ length: dimensions }, (_, i) => Math.sqrt(values[i]!));
  const basis = new Float64Array(terms.length * dimensions);
  columns.forEach((column, c) => {
    column.terms.forEach((t, i) => {
      for (let d = 0; d < dimensions; d++) {
        basis[t * dimensions + d]! += (column.weights[i]! * vectors[c * width + d]!) / singular[d]!;
      }
    });
  });
  fixSigns(basis, dimensions);
  let kept = 0;
  for (let d = 0; d < dimensions; d++) kept += values[d]!;
  const share = energy === 0 ? 0 : Math.min(1, kept / energy);
  return {
    analyser,
    dimensions,
    terms,
    idf,
    found,
    basis,
    singular,
    energy: share,
    rounds,
    passages: passages.length,
  };
}

function commonTerms(lists: readonly (readonly string[])[], least: number): Vocabulary {
  const all = vocabularyOf(lists);
  const passages = passagesWith(lists, all);
  return all.filter((_, t) => passages[t]! >= least);
}

const isReal = (values: Float64Array, i: number): boolean => values[i]! > RANK * RANK * values[0]!;

/** A text as a vector of length one; zeros where it has no word that the library knows. */
export function embed(lsa: Lsa, text: string): Float64Array {
  const { dimensions } = lsa;
  const vector = new Float64Array(dimensions);
  const column = columnOf(termsOf(text, lsa.analyser), lsa.terms, lsa.idf);
  column.terms.forEach((t, i) => {
    for (let d = 0; d < dimensions; d++) vector[d]! += column.weights[i]! * lsa.basis[t * dimensions + d]!;
  });
  const length = Math.sqrt(squares(vector, 0, 1, dimensions));
  // What is left of words that lie outside all directions is rounding.
  return length > 1e-9 ? vector.map((x) => x / length) : vector.fill(0);
}

/** How rare a term is among the passages; one that none of them has is the rarest. */
export function idfIn(lsa: Lsa, term: string): number {
  const t = placeOf(lsa.terms, term);
  return t < 0 ? idfOf(lsa.passages, 0) : lsa.idf[t]!;
}

/** Also a word of every passage counts a little. */
const idfOf = (N: number, n: number): number => ln((1 + N) / (1 + n)) + 1;

function passagesWith(lists: readonly (readonly string[])[], terms: Vocabulary): Int32Array {
  const passages = new Int32Array(terms.length);
  for (const list of lists) {
    for (const term of countsOf(list).keys()) {
      const t = placeOf(terms, term);
      if (t >= 0) passages[t]!++;
    }
  }
  return passages;
}

/** (1 + ln count) x idf, scaled to length one; terms in the order of the vocabulary. */
function columnOf(list: readonly string[], terms: Vocabulary, idf: Float64Array): Column {
  const known: [term: number, count: number][] = [];
  for (const [term, count] of countsOf(list)) {
    const t = placeOf(terms, term);
    if (t >= 0) known.push([t, count]);
  }
  known.sort((a, b) => a[0] - b[0]);
  const raw = known.map(([t, count]) => (1 + ln(count)) * idf[t]!);
  const length = Math.sqrt(raw.reduce((sum, x) => sum + x * x, 0));
  return { terms: known.map(([t]) => t), weights: raw.map((x) => x / length) };
}

interface Strongest {
  readonly values: Float64Array;
  /** passages x width, row by row. */
  readonly vectors: Float64Array;
  readonly width: number;
  readonly rounds: number;
}

/** The largest eigenvalues of the passages' products with each other, and their vectors. */
function strongest(columns: readonly Column[], terms: number, dimensions: number): Strongest {
  const n = columns.length;
  const width = Math.min(n, dimensions + SPARE);
  if (width === 0) return { values: new Float64Array(0), vectors: new Float64Array(0), width, rounds: 0 };
  let q = startOf(n, width);
  orthonormalise(q, n, width);
  for (let rounds = 1; ; rounds++) {
    const y = gramTimes(columns, terms, q, width);
    if (rounds % LOOK_EVERY === 0 || width === n) {
      const { values, vectors } = eigenOf(productOf(q, y, n, width), width);
      const turned = turn(q, vectors, n, width);
      const image = turn(y, vectors, n, width);
      const wanted = Math.min(dimensions, width);
      const done = width === n || residual(turned, image, values, n, width, wanted) <= SETTLED * values[0]!;
      if (done || rounds >= ROUNDS_MOST) return { values, vectors: turned, width, rounds };
      q = image;
    } else q = y;
    orthonormalise(q, n, width);
  }
}

/** Numbers without a pattern from -1 to 1, always the same. */
function startOf(n: number, width: number): Float64Array {
  let word = 0x9e3779b9;
  return Float64Array.from({ length: n * width }, () => {
    word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    return ((word >>> 0) - 0x80000000) / 0x80000000;
  });
}

/** (A' A) q without ever making A' A: A is mostly zeros. */
function gramTimes(columns: readonly Column[], terms: number, q: Float64Array, width: number): Float64Array {
  const middle = new Float64Array(terms * width);
  columns.forEach((column, c) => {
    column.terms.forEach((t, i) => {
      const weight = column.weights[i]!;
      for (let k = 0; k < width; k++) middle[t * width + k]! += weight * q[c * width + k]!;
    });
  });
  const y = new Float64Array(columns.length * width);
  columns.forEach((column, c) => {
    column.terms.forEach((t, i) => {
      const weight = column.weights[i]!;
      for (let k = 0; k < width; k++) y[c * width + k]! += weight * middle[t * width + k]!;
    });
  });
  return y;
}

/** Gram and Schmidt, twice over, in place. What is left of a column that lies in those before it is nothing but rounding: zeros. */
function orthonormalise(q: Float64Array, n: number, width: number): void {
  for (let k = 0; k < width; k++) {
    const before = Math.sqrt(squares(q, k, width, n));
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < k; j++) {
        let dot = 0;
        for (let i = 0; i < n; i++) dot += q[i * width + j]! * q[i * width + k]!;
        for (let i = 0; i < n; i++) q[i * width + k]! -= dot * q[i * width + j]!;
      }
    }
    const length = Math.sqrt(squares(q, k, width, n));
    const factor = length > 1e-13 * before ? 1 / length : 0;
    for (let i = 0; i < n; i++) q[i * width + k]! *= factor;
  }
}

/** q' y, made symmetric to the last bit. */
function productOf(q: Float64Array, y: Float64Array, n: number, width: number): Float64Array {
  const h = new Float64Array(width * width);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < width; a++) {
      for (let b = 0; b < width; b++) h[a * width + b]! += q[i * width + a]! * y[i * width + b]!;
    }
  }
  for (let a = 0; a < width; a++) {
    for (let b = a + 1; b < width; b++) {
      const mean = (h[a * width + b]! + h[b * width + a]!) / 2;
      h[a * width + b] = mean;
      h[b * width + a] = mean;
    }
  }
  return h;
}

function turn(q: Float64Array, by: Float64Array, n: number, width: number): Float64Array {
  const turned = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < width; a++) {
      const x = q[i * width + a]!;
      for (let b = 0; b < width; b++) turned[i * width + b]! += x * by[a * width + b]!;
    }
  }
  return turned;
}

/** The longest of image - value x vector over the wanted ones. */
function residual(
  vectors: Float64Array,
  image: Float64Array,
  values: Float64Array,
  n: number,
  width: number,
  wanted: number,
): number {
  let worst = 0;
  for (let d = 0; d < wanted; d++) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const off = image[i * width + d]! - values[d]! * vectors[i * width + d]!;
      sum += off * off;
    }
    worst = Math.max(worst, Math.sqrt(sum));
  }
  return worst;
}

/** The sum of squares of a column. */
function squares(q: Float64Array, column: number, width: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += q[i * width + column]! * q[i * width + column]!;
  return sum;
}

/** A direction and its opposite are the same one: the largest part of each is made positive. */
function fixSigns(basis: Float64Array, dimensions: number): void {
  for (let d = 0; d < dimensions; d++) {
    let largest = 0;
    for (let i = d; i < basis.length; i += dimensions) {
      if (Math.abs(basis[i]!) > Math.abs(largest)) largest = basis[i]!;
    }
    if (largest < 0) for (let i = d; i < basis.length; i += dimensions) basis[i] = -basis[i]!;
  }
}

/**
 * How like two terms of the vocabulary are used, -1 to 1: the cosine of their rows, each direction weighed by its strength.
 * 0 where one of them is in fewer than two passages: it is like whatever stands beside it, and that says nothing.
 */
export function likenessOfTerms(lsa: Lsa, a: string, b: string): number {
  const [i, j] = [placeOf(lsa.terms, a), placeOf(lsa.terms, b)];
  if (i < 0 || j < 0 || Math.min(lsa.found[i]!, lsa.found[j]!) < 2) return 0;
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let d = 0; d < lsa.dimensions; d++) {
    const x = lsa.basis[i * lsa.dimensions + d]! * lsa.singular[d]!;
    const y = lsa.basis[j * lsa.dimensions + d]! * lsa.singular[d]!;
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : dot / (Math.sqrt(aa) * Math.sqrt(bb));
}
