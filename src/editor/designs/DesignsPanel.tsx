import { AddDesign } from './AddDesign.tsx';
import { DesignList } from './DesignList.tsx';
import './designs.css';
import { ProofForm } from './ProofForm.tsx';
import { RecordForm } from './RecordForm.tsx';

/** The designs of the scenario: made by hand or recorded, and which of them plays which part in the lesson. */
export function DesignsPanel() {
  return (
    <div className="author-designs">
      <RecordForm />
      <section aria-labelledby="designs-all">
        <header className="designs-head">
          <h3 id="designs-all">All designs</h3>
          <AddDesign />
        </header>
        <DesignList />
      </section>
      <ProofForm />
    </div>
  );
}
