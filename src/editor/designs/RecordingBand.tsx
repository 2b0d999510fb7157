import { Circle, CirclePause } from 'lucide-react';
import { upper } from '../../table/words.ts';
import { Button } from '../../ui/Button.tsx';
import { useAuthor } from '../hooks.ts';
import { withoutDesign } from './designList.ts';
import { focusRecording } from './focusRecording.ts';
import './recording.css';
import { countOf } from './recording.ts';
import { type RecordingNow, useRecording } from './useRecording.ts';

/** Over the stage: that what is done there is recorded, and into which design. Nothing while nothing is. */
export function RecordingBand() {
  const now = useRecording();
  if (!now.recorded && !now.empty) return null;
  return (
    <section className="recording-over" aria-label="Recording">
      <RecordingSays now={now} onDone={focusRecording} isHere />
    </section>
  );
}

interface RecordingSaysProps {
  readonly now: RecordingNow;
  /** It stands on the table itself. */
  readonly isHere?: boolean;
  /** Something was pressed here, which may be gone with it. */
  readonly onDone: () => void;
}

/** What is recorded, how far it has come, and the way out. */
export function RecordingSays({ now: { recording, recorded, empty }, isHere, onDone }: RecordingSaysProps) {
  const done = (act: () => void) => () => {
    act();
    onDone();
  };
  if (recorded) {
    const { title, isOnTable, onTable, changes, last } = recorded;
    const count = `${upper(countOf(changes))}.${last === null ? '' : ` Last: ${last}.`}`;
    return (
      <div className="recording" data-waits={!isOnTable || undefined}>
        {isOnTable ? (
          <Circle size={14} fill="currentColor" aria-hidden="true" />
        ) : (
          <CirclePause size={16} aria-hidden="true" />
        )}
        <div className="recording-words">
          <p>
            <strong>{isOnTable ? `Recording: ${title}` : `The recording of ${title} waits`}</strong>
          </p>
          <p>
            {isOnTable
              ? `What you do ${isHere ? 'here' : 'on the table'} goes into this design.`
              : `${onTable} is on the table, and what you do there goes into that.`}
          </p>
          <p className="recording-count" title={count}>
            {count}
          </p>
        </div>
        <div className="recording-tools">
          {!isOnTable && <Button onClick={done(recording.goOn)}>Go on</Button>}
          <Button onClick={done(recording.stop)}>Stop</Button>
        </div>
      </div>
    );
  }
  return empty && <Empty {...empty} done={done} />;
}

interface EmptyProps {
  readonly design: string;
  readonly says: string;
  readonly done: (act: () => void) => () => void;
}

function Empty({ design, says, done }: EmptyProps) {
  const { recording } = useRecording();
  const { table } = useAuthor().at;
  const remove = () => {
    const { scenario } = table.store.getState();
    const title = scenario.designs?.[design]?.title ?? design;
    if (table.revise(withoutDesign(scenario, design), `${title} removed`)) recording.leaveEmpty();
  };
  return (
    <div className="recording" data-waits>
      <CirclePause size={16} aria-hidden="true" />
      <div className="recording-words">
        <p>
          <strong>{says}</strong>
        </p>
      </div>
      <div className="recording-tools">
        <Button onClick={done(recording.goOn)}>Go on recording</Button>
        <Button onClick={done(remove)}>Remove the design</Button>
        <Button look="quiet" onClick={done(recording.leaveEmpty)}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
