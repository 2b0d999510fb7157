import { useRef, useState } from 'react';
import { chooseFile, download } from '../table/files.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useEpisode, useTold } from './hooks.ts';
import { CHARS_MAX } from './progress.ts';

/** What the browser keeps of this episode: to take along, to bring, to begin anew. */
export function YourProgress() {
  const isUnkept = useTold((state) => state.isUnkept);
  const asides = useTold((state) => state.asides);
  return (
    <>
      {isUnkept && (
        <Notice
          tone="warning"
          what="This browser does not keep your progress: it lasts until the page is left."
          announce="politely"
        >
          <p>Save it as a file to go on another time.</p>
        </Notice>
      )}
      {asides.map((aside) => (
        <AsideNotice key={aside.name} {...aside} />
      ))}
      <details className="episode-progress" open={isUnkept || undefined}>
        <summary>Your progress</summary>
        <Menu />
      </details>
    </>
  );
}

interface AsideProps {
  readonly name: string;
  readonly text: string;
  readonly says: string;
}

function AsideNotice({ name, text, says }: AsideProps) {
  const episode = useEpisode();
  return (
    <Notice tone="warning" what={says}>
      <p>It was set aside, so that nothing of it is lost.</p>
      <div className="episode-buttons">
        <Button onClick={() => download(`${name}.json`, text, 'application/json')}>Save it as a file</Button>
        <Button look="quiet" onClick={() => episode.discard(name)}>
          Throw it away
        </Button>
      </div>
    </Notice>
  );
}

function Menu() {
  const episode = useEpisode();
  const id = useTold((state) => state.scenario.id);
  const [refused, setRefused] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const asker = useRef<HTMLButtonElement>(null);

  async function bring() {
    const file = await chooseFile('application/json,.json');
    if (!file) return;
    // What is larger is refused; it need not be read to its end for that.
    const text = await file
      .slice(0, CHARS_MAX * 4)
      .text()
      .catch(() => null);
    setRefused(text === null ? `${file.name} cannot be read.` : episode.take(text));
  }

  return (
    <>
      <p>Kept in this browser only. Nothing leaves it.</p>
      <div className="episode-buttons">
        <Button onClick={() => download(`${id}-progress.json`, episode.exported(), 'application/json')}>
          Save as a file
        </Button>
        <Button onClick={() => void bring()}>Open a file</Button>
        {!isAsking && (
          <Button ref={asker} onClick={() => setAsking(true)}>
            Begin anew
          </Button>
        )}
      </div>
      {refused && (
        <Notice what={refused} expected="a file that was saved here, of this episode" announce="now" />
      )}
      {isAsking && <AskReset onKeep={() => setAsking(false)} />}
    </>
  );
}

function AskReset({ onKeep }: { readonly onKeep: () => void }) {
  const episode = useEpisode();
  const lost = useTold(({ progress: { predictions, ticks, mine, won } }) => {
    const counted = (n: number, word: string): string[] => (n > 0 ? [`${n} ${word}${n > 1 ? 's' : ''}`] : []);
    return [
      ...counted(ticks.length, 'tick'),
      ...counted(predictions.length, 'answer'),
      ...(mine ? ['your own design'] : []),
      ...(won ? ['the challenge'] : []),
    ].join(', ');
  });
  return (
    <div className="episode-ask" role="alert">
      <p>{lost ? `This throws away ${lost}. It cannot be undone.` : 'There is nothing to throw away yet.'}</p>
      <div className="episode-buttons">
        <Button autoFocus onClick={onKeep}>
          Keep it
        </Button>
        <Button onClick={episode.reset}>Throw it away and begin anew</Button>
      </div>
    </div>
  );
}
