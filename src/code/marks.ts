/** Who stands at which line, shown in the editor. */
import { StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { laneColor } from './laneColor.ts';

export interface Mark {
  /** From 1. */
  readonly line: number;
  readonly goroutine: number;
  /** "goroutine 2 is here" */
  readonly says: string;
}

export const setMarks = StateEffect.define<readonly Mark[]>();

export const markedLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setMarks)) return decorationsOf(effect.value, transaction.newDoc);
    return shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorationsOf(marks: readonly Mark[], doc: Text): DecorationSet {
  const there = marks.filter(({ line }) => line >= 1 && line <= doc.lines);
  // Of several on one line the first colours it; all are named at its end.
  const lines = new Map(there.toReversed().map((mark) => [mark.line, mark]));
  return Decoration.set(
    [
      ...[...lines.values()].map(({ line, goroutine }) =>
        Decoration.line({ class: 'go-marked', attributes: { 'data-lane': laneColor(goroutine) } }).range(
          doc.line(line).from,
        ),
      ),
      ...there.map((mark) =>
        Decoration.widget({ widget: new Here(mark), side: 1 }).range(doc.line(mark.line).to),
      ),
    ],
    true,
  );
}

class Here extends WidgetType {
  constructor(readonly mark: Mark) {
    super();
  }
  override eq({ mark }: Here): boolean {
    return mark.says === this.mark.says && mark.goroutine === this.mark.goroutine;
  }
  override toDOM(): HTMLElement {
    const here = document.createElement('span');
    here.className = 'go-here';
    here.dataset.lane = laneColor(this.mark.goroutine);
    here.textContent = this.mark.says;
    return here;
  }
}
