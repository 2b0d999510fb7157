import { Columns2, Info, MessageCircleQuestionMark, Split } from 'lucide-react';
import { useStore } from 'zustand';
import type { Panel } from '../table/state.ts';
import type { Table } from '../table/table.ts';
import { Button } from '../ui/Button.tsx';

interface Asking {
  readonly to: Panel;
  readonly label: string;
  readonly Icon: typeof Columns2;
}

/** What can be asked of the run on the screen. */
export const ASKS: readonly Asking[] = [
  { to: 'why', label: 'Why?', Icon: MessageCircleQuestionMark },
  { to: 'compare', label: 'Compare', Icon: Columns2 },
  { to: 'forks', label: 'Forks', Icon: Split },
];

/** Where its digest is not at the top. */
export const RUN: Asking = { to: 'run', label: 'This run', Icon: Info };

export interface AskButtonsProps {
  readonly table: Table;
  readonly asks: readonly Asking[];
  /** One was pressed. */
  readonly onAsk?: () => void;
}

export function AskButtons({ table, asks, onAsk }: AskButtonsProps) {
  const panel = useStore(table.store, (state) => state.panel);
  return asks.map(({ to, label, Icon }) => (
    <Button
      key={to}
      look="quiet"
      aria-pressed={panel === to}
      onClick={() => {
        onAsk?.();
        table.show(panel === to ? null : to);
      }}
    >
      <Icon size={15} aria-hidden="true" />
      {label}
    </Button>
  ));
}
