import { useDesign, useTabled } from './hooks.ts';

/** An empty table says what belongs there. */
export function EmptySheet() {
  const isEmpty = useDesign().parts.size === 0;
  const mayPlace = useTabled((state) => state.palette?.length !== 0);
  if (!isEmpty || !mayPlace) return null;
  return (
    <div className="empty-sheet">
      <p className="story-type">Nothing stands here yet</p>
      <p>
        Drag a part from the shelf, or press <kbd>P</kbd>. Users and a service are a beginning: wire them, and
        play.
      </p>
    </div>
  );
}
