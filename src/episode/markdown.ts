/**
 * Markdown to plain data that a page may show whoever wrote it: micromark escapes HTML, and what it makes is read in a
 * document that runs nothing and loads nothing, from which only known elements and addresses are taken.
 */
import { micromark } from 'micromark';
import type { Block, Inline } from './blocks.ts';
import { plainBlocks } from './blocks.ts';

const CHARS_MAX = 20_000;
/** Signs that open something: thousands of them in a text are no text, and take seconds to read. */
const SIGNS_MAX = 1500;
const NESTED_MAX = 12;
const NODES_MAX = 4000;

/** What is too long, too deep or too tangled for Markdown comes as plain text. */
export function readMarkdown(text: string): readonly Block[] {
  const signs = text.match(/[*_[\]<>`&!~+-]|^\s*\d+[.)]/gm)?.length ?? 0;
  if (text.length > CHARS_MAX || signs > SIGNS_MAX) return plainBlocks(text);
  const { body } = new DOMParser().parseFromString(micromark(text), 'text/html');
  const walk = { nodes: 0 };
  const blocks = blocksIn(body, 0, walk);
  return walk.nodes > NODES_MAX ? plainBlocks(text) : blocks;
}

interface Walk {
  nodes: number;
}

const INLINE = new Set(['em', 'strong', 'code', 'br', 'img', 'a']);

/** What stands in no paragraph, as in a tight list, is one: text and its marks up to the next block. */
function blocksIn(parent: Element, depth: number, walk: Walk): readonly Block[] {
  const blocks: Block[] = [];
  let loose: Inline[] = [];
  const flush = () => {
    if (loose.some((one) => typeof one !== 'string' || one.trim() !== ''))
      blocks.push({ is: 'p', of: loose });
    loose = [];
  };
  for (const node of parent.childNodes) {
    if (!isElement(node) || INLINE.has(node.localName)) {
      loose.push(...inlineOf(node, depth, walk));
      continue;
    }
    flush();
    const block = blockOf(node, depth, walk);
    if (block) blocks.push(block);
  }
  flush();
  return blocks;
}

function blockOf(node: Element, depth: number, walk: Walk): Block | null {
  if (++walk.nodes > NODES_MAX) return null;
  if (depth > NESTED_MAX) return { is: 'p', of: [node.textContent ?? ''] };
  switch (node.localName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return { is: 'heading', of: inlinesIn(node, depth, walk) };
    case 'ul':
    case 'ol': {
      const items = [...node.children].map((item) => blocksIn(item, depth + 1, walk));
      return { is: node.localName, from: Number(node.getAttribute('start') ?? 1), items };
    }
    case 'li':
    case 'blockquote':
      return { is: 'quote', of: blocksIn(node, depth + 1, walk) };
    case 'pre':
      return { is: 'pre', text: node.textContent ?? '' };
    case 'hr':
      return { is: 'hr' };
    case 'p':
      return paragraphOf(inlinesIn(node, depth, walk));
    default:
      return { is: 'p', of: inlineOf(node, depth, walk) };
  }
}

/** `**Timothy:** But why?` is a line that somebody says. */
function paragraphOf(of: readonly Inline[]): Block {
  const [first, ...rest] = of;
  const who = typeof first === 'object' && first.is === 'strong' ? first.of : null;
  const name = who?.length === 1 && typeof who[0] === 'string' ? /^([^:]{1,40}):$/.exec(who[0])?.[1] : null;
  if (!name) return { is: 'p', of };
  const [next, ...others] = rest;
  return { is: 'line', who: name, of: typeof next === 'string' ? [next.trimStart(), ...others] : rest };
}

function inlinesIn(parent: Element, depth: number, walk: Walk): readonly Inline[] {
  return [...parent.childNodes].flatMap((node) => inlineOf(node, depth, walk));
}

function inlineOf(node: ChildNode, depth: number, walk: Walk): readonly Inline[] {
  if (++walk.nodes > NODES_MAX) return [];
  if (!isElement(node)) return node.textContent ? [node.textContent] : [];
  if (depth > NESTED_MAX) return [node.textContent ?? ''];
  const of = () => inlinesIn(node, depth + 1, walk);
  switch (node.localName) {
    case 'em':
    case 'strong':
      return [{ is: node.localName, of: of() }];
    case 'code':
      return [{ is: 'code', text: node.textContent ?? '' }];
    case 'br':
      return [{ is: 'br' }];
    case 'img':
      return [node.getAttribute('alt') ?? ''];
    case 'a': {
      const href = node.getAttribute('href') ?? '';
      return /^https?:\/\//i.test(href) ? [{ is: 'a', href, of: of() }] : of();
    }
    default:
      return of();
  }
}

const isElement = (node: ChildNode): node is Element & ChildNode => node.nodeType === 1;
