import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Scenario } from '../../../scenario/types.ts';
import { Button } from '../../../ui/Button.tsx';
import { useAuthor, useChange, useScenario } from '../../hooks.ts';
import { limitsOf, saysOf } from '../../says.ts';
import { withAt } from '../../value.ts';
import { countOf, LineField } from '../fields.tsx';

type Article = NonNullable<Scenario['article']>;

const EMPTY = { title: '', number: '', url: '' };

/** The article that the lesson follows: it is there as soon as it has a title and an address. */
export function ArticleForm({ article }: { readonly article: Article | undefined }) {
  const { table } = useAuthor().at;
  const scenario = useScenario();
  const change = useChange();
  const [draft, setDraft] = useState(EMPTY);
  useEffect(() => {
    if (article) setDraft(EMPTY);
  }, [article]);
  const shown = article ? { ...article, number: String(article.number ?? '') } : draft;

  function set(to: Partial<typeof EMPTY>): string | null {
    const next = { ...shown, ...to };
    if (!article && (next.title === '' || next.url === '')) {
      setDraft(next);
      return null;
    }
    if (next.number !== '' && !/^\d{1,9}$/.test(next.number)) return 'Expected a whole number, or nothing.';
    const { title, number, url } = next;
    const written = { title, ...(number !== '' && { number: Number(number) }), url };
    return change(['article'], written, 'The article changed');
  }

  return (
    <>
      <p className="ui-hint">
        {saysOf(['article', 'title'])} Its title stands above the story, with a link to it.
      </p>
      <LineField
        label="Title of the article"
        text={shown.title}
        hint={countOf(shown.title.length, limitsOf(['article', 'title'])) ?? undefined}
        onCommit={(title) => set({ title })}
      />
      <div className="lesson-article">
        <LineField
          label="Number"
          look="figure"
          numeric
          text={shown.number}
          onCommit={(number) => set({ number })}
        />
        <LineField
          label="Address"
          look="words"
          text={shown.url}
          placeholder="https://"
          onCommit={(url) => set({ url })}
        />
      </div>
      {article ? (
        <div className="lesson-tools">
          <Button
            onClick={() => table.revise(withAt(scenario, ['article'], undefined), 'The article removed')}
          >
            <Trash2 size={14} aria-hidden="true" />
            Remove the article
          </Button>
        </div>
      ) : (
        (draft.title !== '' || draft.url !== '') && (
          <p className="ui-hint">It is kept as soon as it has a title and an address.</p>
        )
      )}
    </>
  );
}
