import { FileText, FolderOpen, FolderTree, Save } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Part } from './Part.tsx';
import type { Place } from './saving.ts';
import { useSaving } from './useSaving.ts';

/** The lesson on the author's own disk. */
export function SavePart() {
  const { saving, state, place, isChanged } = useSaving();
  const { isBusy } = state;
  // What was said of a text that has changed since is no longer true.
  const told = state.told?.isGood && isChanged ? null : state.told;
  return (
    <Part title="Save and open">
      <p className="handout-where">
        <strong className="figures">{place ? nameOf(place) : 'In no file yet'}</strong>
        <span data-changed={isChanged || undefined}>{standing(place, isChanged)}</span>
      </p>
      <div className="handout-buttons">
        <Button
          look="primary"
          disabled={isBusy}
          aria-keyshortcuts="Control+S Meta+S"
          onClick={() => void saving.save()}
        >
          <Save size={16} aria-hidden="true" />
          {place?.handle === null ? 'Save to downloads' : 'Save'}
        </Button>
        <Button disabled={isBusy} onClick={() => void saving.saveAsFile()}>
          Save as a file …
        </Button>
        <Button disabled={isBusy} onClick={() => void saving.saveAsFolder()}>
          <FolderTree size={16} aria-hidden="true" />
          Save as a folder …
        </Button>
      </div>
      <div className="handout-buttons">
        <Button disabled={isBusy} onClick={() => void saving.openFile()}>
          <FileText size={16} aria-hidden="true" />
          Open a file …
        </Button>
        <Button disabled={isBusy} onClick={() => void saving.openFolder()}>
          <FolderOpen size={16} aria-hidden="true" />
          Open a folder …
        </Button>
      </div>
      <div aria-live="polite" className="handout-told">
        {told ? (
          <Notice tone={told.isGood ? 'good' : 'problem'} what={told.says} />
        ) : (
          <p className="handout-aside">
            A folder keeps programs and libraries in files of their own, so that their own tools work on them.
            Nothing leaves this computer.
          </p>
        )}
      </div>
    </Part>
  );
}

const nameOf = (place: Place): string => (place.is === 'folder' ? `${place.name}/scenario.yaml` : place.name);

function standing(place: Place | null, isChanged: boolean): string {
  if (!place) return isChanged ? 'Changed, and kept nowhere but here.' : 'As it came to the desk.';
  return isChanged ? 'Changed since it was saved.' : 'Saved.';
}
