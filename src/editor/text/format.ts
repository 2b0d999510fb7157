/** A text laid out as the scenarios of the house are; what it says, its comments and its order stay. */
import {
  type CollectionTag,
  type Document,
  isCollection,
  isScalar,
  isSeq,
  parseDocument,
  type Scalar,
  type ScalarTag,
  visit,
} from 'yaml';
import { same } from '../../scenario/same.ts';
import { BYTES_MAX, readYaml } from '../../scenario/yamlText.ts';

/** What stands in brackets over several lines is put on one if it is shorter. */
const WIDTH = 80;

/** @returns null when the text cannot be read, or cannot be laid out without saying something else */
export function formatText(text: string): string | null {
  if (text.length > BYTES_MAX) return null;
  const unix = text.replaceAll('\r\n', '\n');
  const before = readYaml(unix, () => {});
  if (before.problems.length > 0 || unix.includes(MARK)) return null;
  const doc = parseDocument(unix, {
    uniqueKeys: false,
    resolveKnownTags: false,
    customTags: (tags) => tags.map((tag) => (isText(tag) ? keepingFolds(tag, unix) : tag)),
  });
  unfold(doc, unix);
  markComments(doc, unix);
  const laid = tight(doc.toString({ lineWidth: 0 }).replace(MARKED, ' #'));
  const after = readYaml(laid, () => {});
  return after.problems.length === 0 && same(after.value, before.value) ? laid : null;
}

type Tag = CollectionTag | ScalarTag | string;

const isText = (tag: Tag): tag is ScalarTag => typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:str';

/** Where somebody has broken the lines of a long text, they stay: only their indentation changes. */
function keepingFolds(tag: ScalarTag, text: string): ScalarTag {
  return {
    ...tag,
    stringify(item, context, onComment, onChompKeep) {
      const { type, range, comment } = item as Scalar;
      if (type !== 'BLOCK_FOLDED' || !range || comment)
        return tag.stringify!(item, context, onComment, onChompKeep);
      const [header, ...lines] = text.slice(range[0], range[1]).replace(/\n+$/, '').split('\n');
      // A number in the header counts the blanks of the old indentation.
      if (!/^>[-+]?$/.test(header!) || lines.length === 0)
        return tag.stringify!(item, context, onComment, onChompKeep);
      if (header === '>+') onChompKeep?.();
      const depth = Math.min(...lines.filter((line) => line.trim() !== '').map(indentOf));
      const put = lines.map((line) =>
        line.trim() === '' ? '' : `${context.indent || '  '}${line.slice(depth)}`,
      );
      return [header, ...put].join('\n');
    },
  };
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** What stands in brackets over several lines, and does not fit one, stands without them. */
function unfold(doc: Document.Parsed, text: string): void {
  visit(doc, {
    Node(_, node) {
      if (!isCollection(node) || !node.flow || !node.range) return;
      const source = text.slice(node.range[0], node.range[1]);
      if (source.includes('\n') && source.replace(/\s+/g, ' ').length > WIDTH) node.flow = false;
    },
  });
}

/** No text has it: YAML does not allow it. */
const MARK = '\u0001';
const MARKED = new RegExp(`\n *#${MARK}`, 'g');

/** The library puts a comment behind `key:` on a line of its own; these are to stay where they stood. */
function markComments(doc: Document.Parsed, text: string): void {
  visit(doc, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !isCollection(value) || value.flow || !key.range || !value.commentBefore) return;
      if (/^[ \t]*:[ \t]+#/.test(text.slice(key.range[1], key.range[1] + 100)))
        value.commentBefore = MARK + value.commentBefore;
    },
  });
}

/** Lists on one line have no blanks within their brackets; maps have. */
function tight(text: string): string {
  const cuts: number[] = [];
  visit(parseDocument(text, { uniqueKeys: false, resolveKnownTags: false, logLevel: 'silent' }), {
    Node(_, node) {
      if (!isSeq(node) || !node.flow || !node.range) return;
      const [from, to] = node.range;
      if (text.startsWith('[ ', from)) cuts.push(from + 1);
      if (text.slice(to - 2, to) === ' ]') cuts.push(to - 2);
    },
  });
  const pieces: string[] = [];
  let at = 0;
  for (const cut of [...new Set(cuts)].sort((a, b) => a - b)) {
    pieces.push(text.slice(at, cut));
    at = cut + 1;
  }
  return pieces.join('') + text.slice(at);
}
