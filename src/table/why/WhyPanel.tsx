import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../lab/client.ts';
import type { Cause, Rescue } from '../../lab/protocol.ts';
import type { Player } from '../../player/player.ts';
import { Notice } from '../../ui/Notice.tsx';
import { AnyRequest } from './AnyRequest.tsx';
import { CauseList } from './CauseList.tsx';
import { RequestWhy } from './RequestWhy.tsx';
import './why.css';

export interface WhyPanelProps {
  readonly player: Player;
  /** The request that it is about, by number; null: the list of causes. */
  readonly asked: number | null;
  onAsk(request: number | null): void;
  /** Ticks. */
  onSeek(t: number): void;
  /** By id, with the sentence about it that was pressed; null: one of its hops was. */
  onSelectPart(id: string, says: string | null): void;
  onApply(rescue: Rescue): void;
  /** A lab for the search, beside the one that holds the run: closing it calls the search off. */
  startLab(): Promise<Lab>;
}

type Told =
  | { readonly is: 'looking' }
  | { readonly is: 'there'; readonly causes: readonly Cause[] }
  | { readonly is: 'failed'; readonly says: string };

/** Why requests fail, are slow, processed twice or lost: the causes, and one request's way. */
export function WhyPanel(props: WhyPanelProps) {
  const { player, asked, onAsk } = props;
  const plate = useStore(player.store, (state) => state.plate);
  const recording = useStore(player.store, (state) => state.recording);
  const told = useCauses(player, recording);
  if (!plate || !recording)
    return (
      <div className="why">
        <p className="why-none">
          When a run is there, its complaints are sorted here by what was behind them.
        </p>
      </div>
    );
  const isThere = asked !== null && asked >= 0 && asked < recording.requests.count;
  return (
    <div className="why">
      {asked !== null && isThere ? (
        <RequestWhy {...props} key={asked} request={asked} plate={plate} recording={recording} />
      ) : (
        <>
          {asked !== null && (
            <Notice tone="hint" what="This run has no such request.">
              <p>{recording.requests.count === 0 ? 'Nobody came.' : 'Choose one below.'}</p>
            </Notice>
          )}
          {told.is === 'looking' && (
            <p className="why-none" role="status">
              Looking for what was behind every complaint …
            </p>
          )}
          {told.is === 'failed' && <Notice what={told.says} />}
          {told.is === 'there' && <CauseList causes={told.causes} onAsk={onAsk} />}
          <AnyRequest count={recording.requests.count} onAsk={onAsk} />
        </>
      )}
    </div>
  );
}

/** @param run asked anew for every other one */
function useCauses(player: Player, run: unknown): Told {
  const [told, tell] = useState<Told>({ is: 'looking' });
  useEffect(() => {
    if (!run) return;
    let isStale = false;
    tell({ is: 'looking' });
    player.lab.causes().then(
      (causes) => isStale || tell({ is: 'there', causes }),
      (error: unknown) =>
        isStale || tell({ is: 'failed', says: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isStale = true;
    };
  }, [player, run]);
  return told;
}
