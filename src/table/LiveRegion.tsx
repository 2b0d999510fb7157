import { X } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useTable, useTabled } from './hooks.ts';

/** What was just done, for those who listen. A sentence that is said twice is heard twice. */
export function LiveRegion() {
  const { text, n } = useTabled((state) => state.said);
  return (
    <p className="visually-hidden" role="status">
      <span key={n}>{text}</span>
    </p>
  );
}

/** Why the last edit was not taken: to be read, and to be heard at once. */
export function ServiceError() {
  const { table } = useTable();
  const why = useTabled((state) => state.refused);
  if (why === null) return null;
  return (
    <div className="refusal">
      <Notice tone="warning" what={why} announce="now" />
      <IconButton label="Put this message away" onClick={table.dismiss}>
        <X size={14} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
