import { BeginPart } from './BeginPart.tsx';
import './handout.css';
import { LinkPart } from './LinkPart.tsx';
import { PaperPart } from './PaperPart.tsx';
import { SavePart } from './SavePart.tsx';
import { SaveQuestion } from './SaveQuestion.tsx';

/** Everything by which a lesson leaves the desk, and by which one comes to it. */
export function HandOutPanel() {
  return (
    <div className="handout">
      <SavePart />
      <BeginPart />
      <LinkPart />
      <PaperPart />
      <SaveQuestion />
    </div>
  );
}
