import { LineField } from '../lesson/fields.tsx';

export interface IdFieldProps {
  readonly id: string;
  /** @returns why it was refused; null: it was taken */
  readonly onCommit: (id: string) => string | null;
}

/** The name of an item in the text, beside what can be done with it. */
export function IdField({ id, onCommit }: IdFieldProps) {
  return (
    <div className="check-id">
      <LineField label="Id" labelShown="beside" look="figure" text={id} onCommit={onCommit} />
    </div>
  );
}
