import { useStore } from 'zustand';
import { isBroken } from '../table/writing.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useAuthor } from './hooks.ts';

/** Over a table that shows what the text said last: why, and the way out. */
export function Broken() {
  const author = useAuthor();
  const written = useStore(author.at.table.store, (state) => state.written);
  if (!written || !isBroken(written)) return null;
  const error = written.problems.find(({ severity }) => severity === 'error')!;
  return (
    <div className="author-broken">
      <Notice
        what={`Line ${Math.max(1, error.line)}: ${error.says}`}
        // A name that is nearly right needs no list of all others.
        expected={error.didYouMean ? undefined : error.expected}
        announce="politely"
      >
        <p className="author-broken-waits">The table shows what the text said last, and waits.</p>
        <p className="author-ways">
          <Button onClick={() => author.revealAt(error)}>Show the place</Button>
          <Button look="quiet" onClick={author.at.table.undo}>
            Undo
          </Button>
        </p>
      </Notice>
    </div>
  );
}
