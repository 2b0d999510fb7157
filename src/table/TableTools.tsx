import { ConnectDialog } from './ConnectDialog.tsx';
import { EmptySheet } from './EmptySheet.tsx';
import { HistoryBar } from './HistoryBar.tsx';
import { type AtTable, TableContext } from './hooks.ts';
import { LiveRegion, ServiceError } from './LiveRegion.tsx';
import { Palette } from './Palette.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { useTableKeys } from './tableKeys.ts';
import './table.css';

export interface TableToolsProps {
  readonly at: AtTable;
  /** The shelf lies open in windows so wide, in pixels: 1400 when left out. */
  readonly roomyFrom?: number;
}

/** Everything that lies around the sheet of a table: shelf, history, dialogs, what is said. */
export function TableTools({ at, roomyFrom = 1400 }: TableToolsProps) {
  useTableKeys(at);
  return (
    <TableContext value={at}>
      <Palette roomyFrom={roomyFrom} />
      <HistoryBar />
      <EmptySheet />
      <ServiceError />
      <LiveRegion />
      <ConnectDialog />
      <Shortcuts />
    </TableContext>
  );
}
