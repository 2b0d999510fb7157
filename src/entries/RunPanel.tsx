import { Claims } from '../player/Claims.tsx';
import { DesignChooser } from '../player/DesignChooser.tsx';
import { EventLog } from '../player/EventLog.tsx';
import { usePlayed } from '../player/hooks.ts';
import { LastEvents } from '../player/LastEvents.tsx';
import { RunFacts } from '../player/RunFacts.tsx';

/** Which run is on the screen, and all that is known of it. */
export function RunPanel({ choosesDesign }: { readonly choosesDesign: boolean }) {
  const plate = usePlayed((state) => state.plate);
  if (!plate) return null;
  return (
    <div className="story">
      {choosesDesign && <DesignChooser plate={plate} />}
      <EventLog />
      <LastEvents />
      <Claims />
      <RunFacts />
    </div>
  );
}
