import { useId } from 'react';
import type { Plate } from '../lab/protocol.ts';
import { usePlayed, usePlayer } from './hooks.ts';

/** Which of the scenario's designs is run: the same shoppers and the same acts meet each. */
export function DesignChooser({ plate }: { readonly plate: Plate }) {
  const player = usePlayer();
  const chosen = usePlayed((state) => state.design);
  const name = useId();
  if (plate.designs.length < 2) return null;
  return (
    <fieldset className="designs">
      <legend>The design</legend>
      {plate.designs.map(({ id, title, says }) => (
        <label key={id} data-chosen={id === chosen || undefined}>
          <input
            type="radio"
            name={name}
            value={id}
            checked={id === chosen}
            onChange={() => void player.chooseDesign(id)}
          />
          <span>
            {title}
            {id === chosen && says && <small>{says}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
