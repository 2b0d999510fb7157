import { ConnectDialog } from './ConnectDialog.tsx';
import { EmptySheet } from './EmptySheet.tsx';
import { HistoryBar } from './HistoryBar.tsx';
import { type AtTable, TableContext } from './hooks.ts';
import { LiveRegion, ServiceError } from './LiveRegion.tsx';
import { Palette } from './Palette.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { useTableKeys } from './tableKeys.ts';
import './table.css';

/** Everything that lies around the sheet of a table: shelf, history, dialogs, what is said. */
export function TableTools({ at }: { readonly at: AtTable }) {
  useTableKeys(at);
  return (
    <TableContext value={at}>
      <Palette />
      <HistoryBar />
      <EmptySheet />
      <ServiceError />
      <LiveRegion />
      <ConnectDialog />
      <Shortcuts />
    </TableContext>
  );
}
