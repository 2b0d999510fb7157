import { useState } from 'react';
import { SHELVES } from '../../parts/contract.ts';
import type { StepText } from '../../scenario/types.ts';
import { Select } from '../../ui/Select.tsx';
import { useAuthor, useChange } from '../hooks.ts';
import { saysOf } from '../says.ts';
import { Refusal } from './ChoiceField.tsx';
import { Fold } from './Fold.tsx';
import { Checks } from './fields.tsx';

const ALL = 'all';
const SOME = 'some';

/** Which parts the learner may place in a step: shelf by shelf, as the palette has them. */
export function PaletteForm({ index, step }: { readonly index: number; readonly step: StepText }) {
  const { at } = useAuthor();
  const change = useChange();
  const [problem, setProblem] = useState<string | null>(null);
  const { palette } = step;
  const path = ['steps', index, 'palette'];
  const set = (kinds: readonly string[] | undefined) =>
    setProblem(change(path, kinds, `Step ${index + 1}: what may be placed changed`));
  const kinds = [...at.catalog.values()];

  return (
    <Fold title="What may be placed" now={nowOf(palette)}>
      <Select
        label="Parts on the palette"
        labelShown="above"
        value={palette ? SOME : ALL}
        options={[
          { value: ALL, label: 'every part' },
          { value: SOME, label: 'only those that are ticked' },
        ]}
        hint={palette?.length === 0 ? 'None is ticked: no palette is shown.' : saysOf(path)}
        onChange={(value) => set(value === ALL ? undefined : [])}
      />
      {palette && (
        <div className="lesson-shelves">
          {Object.entries(SHELVES).map(([shelf, title]) => {
            const here = kinds.filter((kind) => kind.shelf === shelf).map(({ spec }) => spec.kind);
            return (
              <Checks
                key={shelf}
                label={title}
                options={here.map((kind) => ({ value: kind, label: at.catalog.get(kind)!.title }))}
                chosen={palette.filter((kind) => here.includes(kind))}
                onChange={(chosen) => set([...palette.filter((kind) => !here.includes(kind)), ...chosen])}
              />
            );
          })}
        </div>
      )}
      <Refusal why={problem} />
    </Fold>
  );
}

function nowOf(palette: readonly string[] | undefined): string {
  if (!palette) return 'every part';
  if (palette.length === 0) return 'nothing';
  return palette.length === 1 ? 'one kind of part' : `${palette.length} kinds of parts`;
}
