import { Button } from '../../ui/Button.tsx';
import { CheckForm } from '../checks/CheckForm.tsx';
import { useScenario } from '../hooks.ts';
import { focusRecording } from './focusRecording.ts';
import { QuickLook } from './QuickLook.tsx';
import type { RecordedRole } from './recording.ts';
import { useRecording } from './useRecording.ts';

/** The check that tells the fix from the others, and what is still lacking before anything is proven. */
export function ProofForm() {
  return (
    <section aria-labelledby="designs-check">
      <h3 id="designs-check">What tells the fix from the rest</h3>
      <Lacking />
      <CheckForm />
      <QuickLook />
    </section>
  );
}

/** One thing after the other: the first that is missing, with the button that begins it. */
function Lacking() {
  const { health } = useScenario();
  const { recording, recorded } = useRecording();
  const begin = (role: RecordedRole) => {
    recording.begin(role, '');
    focusRecording();
  };
  if (health?.fix === undefined)
    return (
      <div className="designs-lack">
        <p>No design is the fix yet: what the lesson teaches.</p>
        {!recorded && <Button onClick={() => begin('fix')}>Record the fix</Button>}
      </div>
    );
  if (!health.tempting?.length)
    return (
      <div className="designs-lack">
        <p>No design is tempting yet: what suggests itself, and does not help.</p>
        {!recorded && <Button onClick={() => begin('tempting')}>Record a tempting design</Button>}
      </div>
    );
  if (health.check === undefined)
    return (
      <div className="designs-lack">
        <p>There is no check yet. Say what the fix makes true, and the others do not.</p>
      </div>
    );
  return null;
}
