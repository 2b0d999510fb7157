import { WandSparkles } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Button } from '../ui/Button.tsx';
import { useAuthor, useAuthored } from './hooks.ts';
import { formatText } from './text/format.ts';
import { YamlEditor } from './text/YamlEditor.tsx';

/** The text of the scenario: the same thing as the table, in words. */
export function TextPanel() {
  const author = useAuthor();
  const { at } = author;
  const { table, catalog } = at;
  const written = useStore(table.store, (state) => state.written)!;
  const scenario = useStore(table.store, (state) => state.scenario);
  const pointed = useAuthored((state) => state.pointed);
  const { problems, text } = written;
  const errors = problems.filter(({ severity }) => severity === 'error').length;

  const place = useRef<HTMLDivElement>(null);
  // Whoever turns to the table finds there what they have typed.
  useEffect(() => {
    const { current } = place;
    current?.addEventListener('focusout', author.settle);
    return () => current?.removeEventListener('focusout', author.settle);
  }, [author]);

  function format() {
    const formatted = formatText(text);
    if (formatted === null) table.refuse('A text that cannot be read cannot be laid out. Mend it first.');
    else if (formatted === text) table.say('The text is laid out already.');
    else table.type(formatted);
  }

  return (
    <div className="author-text" ref={place}>
      <YamlEditor
        text={text}
        problems={problems}
        scenario={scenario}
        catalog={catalog}
        onType={author.type}
        onUndo={() => {
          author.settle();
          table.undo();
        }}
        onRedo={table.redo}
        reveal={pointed}
      />
      <footer className="author-foot">
        <p role="status" data-bad={errors > 0 || undefined}>
          {told(errors, problems.length - errors)}
        </p>
        <Button look="quiet" onClick={format}>
          <WandSparkles size={15} aria-hidden="true" /> Lay out
        </Button>
      </footer>
    </div>
  );
}

function told(errors: number, warnings: number): string {
  const many = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;
  if (errors > 0) return `${many(errors, 'problem')}: the table shows what the text said last.`;
  if (warnings > 0) return `The text and the table are one. ${many(warnings, 'warning')}.`;
  return 'The text and the table are one.';
}
