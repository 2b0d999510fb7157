import { Circle } from 'lucide-react';
import { useRef, useState } from 'react';
import { titleOf } from '../../table/design.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useScenario } from '../hooks.ts';
import { focusRecording, RECORDING_HEADING } from './focusRecording.ts';
import { RecordingSays } from './RecordingBand.tsx';
import { type RecordedRole, USUAL_TITLE } from './recording.ts';
import { useRecording } from './useRecording.ts';

/** A design is made by doing it: this is where that begins, and where one sees how far it has come. */
export function RecordForm() {
  const now = useRecording();
  const { fix } = useScenario().health ?? {};
  const scenario = useScenario();
  return (
    <section aria-labelledby={RECORDING_HEADING}>
      <h3 id={RECORDING_HEADING} tabIndex={-1}>
        Record what you do
      </h3>
      {now.recorded || now.empty ? (
        <RecordingSays now={now} onDone={focusRecording} />
      ) : (
        <>
          <p className="designs-hint">
            A new design is laid on the table. What you then do on the canvas, in the inspector or in the code
            goes into it, until you stop.
          </p>
          <Begin fix={fix === undefined ? null : titleOf({ scenario, design: fix })} />
        </>
      )}
    </section>
  );
}

function Begin({ fix }: { readonly fix: string | null }) {
  const { recording } = useRecording();
  const [title, setTitle] = useState('');
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const begin = (role: RecordedRole) => {
    const why = recording.begin(role, title);
    setProblem(why ?? undefined);
    if (why === null) focusRecording();
    else field.current?.focus();
  };
  return (
    <>
      <TextField
        ref={field}
        label="Title of the design"
        labelShown="above"
        value={title}
        maxLength={120}
        placeholder={`${USUAL_TITLE.fix}, or ${USUAL_TITLE.tempting.toLowerCase()}`}
        spellCheck
        problem={problem}
        onChange={setTitle}
      />
      <div className="designs-tools">
        <Button onClick={() => begin('fix')}>
          <Circle size={12} fill="currentColor" className="designs-dot" aria-hidden="true" />
          {fix === null ? 'Record the fix' : 'Record another fix'}
        </Button>
        <Button onClick={() => begin('tempting')}>
          <Circle size={12} fill="currentColor" className="designs-dot" aria-hidden="true" />
          Record a tempting design
        </Button>
      </div>
      {fix !== null && (
        <p className="designs-hint">The fix is “{fix}” now. Another fix takes that role from it.</p>
      )}
    </>
  );
}
