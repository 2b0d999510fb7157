import { Dialog } from '../ui/Dialog.tsx';
import { useTable, useTabled } from './hooks.ts';

type Row = readonly [keys: readonly string[], what: string];

const GROUPS: readonly { readonly title: string; readonly rows: readonly Row[] }[] = [
  {
    title: 'Time',
    rows: [
      [['Space'], 'Play, pause'],
      [['B'], 'Play backwards'],
      [['←', '→'], 'A little back, a little on'],
      [[',', '.'], 'The event before, the next event'],
      [['Shift ,', 'Shift .'], 'One frame back, one frame on'],
    ],
  },
  {
    title: 'Parts and wires',
    rows: [
      [['Tab'], 'From part to part and from wire to wire'],
      [['Enter'], 'Select it; with Shift also, beside the others'],
      [['Shift ↑ ↓ ← →'], 'Move what is selected by one step of the grid'],
      [['P'], 'The shelf of parts'],
      [['C'], 'Connect the part that has the focus or is selected'],
      [['F2'], 'Rename it'],
      [['Delete'], 'Remove what is selected'],
      [['Escape'], 'Select nothing'],
    ],
  },
  {
    title: 'The table',
    rows: [
      [['Ctrl Z'], 'Undo'],
      [['Ctrl Shift Z', 'Ctrl Y'], 'Do it again'],
      [['Ctrl A'], 'Select everything, with the focus on the sheet'],
      [['Ctrl C', 'Ctrl X', 'Ctrl V'], 'Copy, cut, paste'],
      [['Ctrl D'], 'Duplicate'],
      [['?'], 'This list'],
    ],
  },
];

/** Every key there is. */
export function Shortcuts() {
  const { table } = useTable();
  const isAsked = useTabled((state) => state.ask?.what === 'shortcuts');
  if (!isAsked) return null;
  return (
    <Dialog title="Keys" onClose={() => table.ask(null)}>
      {GROUPS.map(({ title, rows }) => (
        <section key={title} className="keys">
          <h3>{title}</h3>
          <dl>
            {rows.map(([keys, what]) => (
              <div key={what}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="ui-hint">On a Mac, the Command key takes the place of Ctrl.</p>
    </Dialog>
  );
}
