import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import type { Shelved } from '../author.ts';
import { useAuthor } from '../hooks.ts';
import { blankLesson, forked, newMark } from './begin.ts';
import { Part } from './Part.tsx';
import { savingOf } from './saving.ts';

const BLANK = 'a-blank-sheet';

/** A template, an episode or a blank sheet, made into a lesson of one's own. */
export function BeginPart() {
  const author = useAuthor();
  const { shelf } = author;
  const [chosen, setChosen] = useState(BLANK);
  const [problem, setProblem] = useState<string | null>(null);
  const shelved = shelf.find(({ id }) => id === chosen);
  const group = (wanted: Shelved['group']) =>
    shelf.filter((one) => one.group === wanted).map(({ id, title }) => ({ value: id, label: title }));

  async function begin(): Promise<void> {
    setProblem(null);
    try {
      const text = shelved
        ? forked(await shelved.text(), newMark(), author.at.catalog)
        : blankLesson(newMark(), author.at.catalog);
      if (text === null) setProblem(`“${shelved!.title}” cannot be read, so nothing can begin from it.`);
      else author.openText(null, text);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      setProblem(`“${shelved?.title}” could not be fetched: ${why} Try again.`);
    }
  }

  return (
    <Part title="Begin from">
      <div className="handout-begin">
        <Select
          label="What to begin from"
          labelShown="hidden"
          value={chosen}
          options={[{ value: BLANK, label: 'A blank sheet' }]}
          groups={[
            { label: 'Templates', options: group('template') },
            { label: 'Episodes', options: group('episode') },
          ]}
          onChange={(id) => {
            setChosen(id);
            setProblem(null);
          }}
        />
        <Button
          onClick={() => savingOf(author).bring(shelved ? `“${shelved.title}”` : 'a blank sheet', begin)}
        >
          Begin
        </Button>
      </div>
      <p className="handout-aside handout-summary">
        {shelved?.summary ?? 'An empty table, with an id and a title to be changed.'}
      </p>
      <p className="handout-aside">
        It gets an id and a title of its own, so that what students have done there and here is kept apart.
      </p>
      {problem && <Notice what={problem} announce="now" />}
    </Part>
  );
}
