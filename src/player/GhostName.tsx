import { usePlayed } from './hooks.ts';

/** Whose lines the thin ones behind the charts are. */
export function GhostName() {
  const name = usePlayed((state) => state.ghost?.name);
  if (name === undefined) return null;
  return (
    <p className="ghost-name">
      <svg width="16" height="8" aria-hidden="true">
        <path d="M0 4H16" stroke="currentColor" strokeWidth="1" />
      </svg>
      thin line: {name}
    </p>
  );
}
