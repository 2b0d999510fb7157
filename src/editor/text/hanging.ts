/** Lines that are too long go on below where they began, not at the margin. */
import type { Extension } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

const DEEPEST = 24;

/** A class for each depth: a page may forbid styles that stand in elements. */
const hangs = Array.from({ length: DEEPEST / 2 }, (_, i) =>
  Decoration.line({ class: `yaml-hang-${2 * (i + 1)}` }),
);

function hung(view: EditorView): DecorationSet {
  const { doc } = view.state;
  const marks = view.visibleRanges.flatMap(({ from, to }) => {
    const found = [];
    for (let at = from; at <= to; ) {
      const line = doc.lineAt(at);
      // Behind a dash, below its words.
      const [lead] = /^ *(?:- +)*/.exec(line.text)!;
      const hang = hangs[Math.min(DEEPEST, lead.length) / 2 - 1];
      if (hang) found.push(hang.range(line.from));
      at = line.to + 1;
    }
    return found;
  });
  return Decoration.set(marks);
}

export const hangingLines: Extension = ViewPlugin.fromClass(
  class {
    marks: DecorationSet;
    constructor(view: EditorView) {
      this.marks = hung(view);
    }
    update({ docChanged, viewportChanged, view }: ViewUpdate) {
      if (docChanged || viewportChanged) this.marks = hung(view);
    }
  },
  { decorations: ({ marks }) => marks },
);
