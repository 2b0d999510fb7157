import { Story } from '../player/Story.tsx';
import { download } from '../table/files.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { forget } from '../ui/storage.ts';
import { follow } from './navigation.ts';
import type { Subject } from './subject.ts';

export interface UnreadableProps {
  readonly subject: Pick<Subject, 'title' | 'keptAs'>;
  /** As it was found. It stays where it is until the reader throws it away. */
  readonly text: string;
  /** Opens the page once more. */
  readonly again: () => void;
}

/** What the browser kept, or a link brought, is no scenario that runs: what can be done about it, and what is wrong with it. */
export function Unreadable({ subject: { title, keptAs }, text, again }: UnreadableProps) {
  const isKept = keptAs !== null;
  return (
    <div className="story">
      <Notice
        what={
          isKept
            ? `What this browser kept of “${title}” cannot be run.`
            : 'The scenario in this link cannot be run.'
        }
      >
        <p>
          {isKept ? 'It is still there, and stays there until you begin anew.' : 'Nothing of it was kept.'}
        </p>
        <p className="unreadable-ways">
          <Button onClick={() => download(`${keptAs ?? 'shared'}.yaml`, text, 'text/yaml;charset=utf-8')}>
            {isKept ? 'Save what was kept as a file' : 'Save what the link holds as a file'}
          </Button>
          {isKept ? (
            <Button
              onClick={() => {
                forget(keptAs);
                again();
              }}
            >
              Begin anew
            </Button>
          ) : (
            <a href="./" onClick={follow}>
              Show all scenarios
            </a>
          )}
        </p>
      </Notice>
      <Story />
    </div>
  );
}
