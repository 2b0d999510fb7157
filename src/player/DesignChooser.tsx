import { useId } from 'react';
import type { Plate } from '../lab/protocol.ts';
import { usePlayed, usePlayer } from './hooks.ts';

/** Which of the scenario's designs is run: the same shoppers and the same acts meet each. */
export function DesignChooser({
  plate,
  only,
}: {
  readonly plate: Plate;
  /** Ids of the designs to choose from; all when left out. */
  readonly only?: readonly string[];
}) {
  const player = usePlayer();
  const chosen = usePlayed((state) => state.design);
  const name = useId();
  const designs = only ? plate.designs.filter(({ id }) => only.includes(id)) : plate.designs;
  if (designs.length < 2) return null;
  return (
    <fieldset className="designs">
      <legend>The design</legend>
      {designs.map(({ id, title, says }) => (
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
