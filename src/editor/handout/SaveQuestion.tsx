import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { Question, Saving } from './saving.ts';
import { useSaving } from './useSaving.ts';

/** What has to be said before anything is lost. */
export function SaveQuestion() {
  const { saving, state } = useSaving();
  const { question } = state;
  if (!question) return null;
  return question.what === 'leave' ? (
    <Leave saving={saving} question={question} />
  ) : (
    <Overwrite saving={saving} question={question} />
  );
}

type Of<What extends Question['what']> = Extract<Question, { what: What }>;

function Leave({ saving, question }: { readonly saving: Saving; readonly question: Of<'leave'> }) {
  const { forWhat, go } = question;
  const leave = () => {
    saving.answer();
    go();
  };
  return (
    <Dialog title="What is on the desk is not saved" onClose={saving.answer}>
      <p>It has changes that are in no file. Undo brings them back as long as this page is open.</p>
      <div className="handout-answers">
        <Button
          look="primary"
          onClick={() => {
            saving.answer();
            void saving.save().then((isSaved) => {
              if (isSaved) go();
            });
          }}
        >
          Save it first
        </Button>
        <Button onClick={leave}>Go on to {forWhat} without saving</Button>
        <Button look="quiet" onClick={saving.answer}>
          Stay here
        </Button>
      </div>
    </Dialog>
  );
}

function Overwrite({ saving, question }: { readonly saving: Saving; readonly question: Of<'overwrite'> }) {
  const { names, place } = question;
  const isOne = names.length === 1;
  return (
    <Dialog
      title={isOne ? `${names[0]} is not what it was` : `${names.length} files are not what they were`}
      onClose={saving.answer}
    >
      <p>
        {isOne ? 'There' : `In ${names.join(', ')}`} stands something else on the disk than what was last read
        or written here. Nothing has been written yet.
      </p>
      <div className="handout-answers">
        <Button
          onClick={() => {
            saving.answer();
            void (place.is === 'folder' ? saving.saveAsFolder() : saving.saveAsFile());
          }}
        >
          Save it somewhere else …
        </Button>
        <Button onClick={() => void saving.readAgain()}>Bring what is on the disk to the desk</Button>
        <Button onClick={() => void saving.overwrite()}>Write over it</Button>
        <Button look="quiet" onClick={saving.answer}>
          Leave both as they are
        </Button>
      </div>
    </Dialog>
  );
}
