import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Plate, Why } from '../../lab/protocol.ts';
import { formatMoment } from '../../player/clock.ts';
import type { Recording } from '../../recording/types.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Rescues } from './Rescues.tsx';
import { Waterfall } from './Waterfall.tsx';
import type { WhyPanelProps } from './WhyPanel.tsx';

interface RequestWhyProps extends WhyPanelProps {
  readonly request: number;
  readonly plate: Plate;
  readonly recording: Recording;
}

/** One request: what became of it, why, which way it went, and what would have saved it. */
export function RequestWhy(props: RequestWhyProps) {
  const { player, request, plate, recording, onAsk, onSeek, onSelectPart } = props;
  const [why, setWhy] = useState<Why | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run of the same player has other ways.
  useEffect(() => {
    let isStale = false;
    setWhy(null);
    setFailure(null);
    player.lab.why(request).then(
      (found) => isStale || setWhy(found),
      (error: unknown) => isStale || setFailure(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isStale = true;
    };
  }, [player, request, recording]);

  const goTo = (part: number, at: number, says: string | null = null) => {
    onSeek(at);
    const id = plate.parts[part]?.id;
    if (id !== undefined) onSelectPart(id, says);
  };
  return (
    <>
      <div className="why-head">
        <Button look="quiet" onClick={() => onAsk(null)}>
          <ArrowLeft size={16} aria-hidden="true" /> All causes
        </Button>
        <h3>Request {formatCount(request + 1)}</h3>
      </div>
      {failure !== null && <Notice what={failure} />}
      {failure === null && !why && (
        <p className="why-none" role="status">
          Following it back …
        </p>
      )}
      {why && (
        <>
          <section aria-label="Why">
            <ol className="why-chain">
              {why.chain.map(({ part, at, says }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a chain never changes, and may say a thing twice.
                <li key={i}>
                  <button type="button" className="why-chain-go" onClick={() => goTo(part, at, says)}>
                    <span className="why-says">
                      {i > 0 && <span className="visually-hidden">because: </span>}
                      {says}
                    </span>
                    <span className="why-where">
                      {plate.parts[part]?.name} · <span className="figures">{formatMoment(at)}</span>
                    </span>
                  </button>
                </li>
              ))}
            </ol>
            {why.chain.length === 1 && <p className="why-none">Nobody complains of this one.</p>}
          </section>
          {why.chain.length > 1 && <Rescues {...props} />}
          <Waterfall hops={why.hops} plate={plate} onGo={goTo} />
        </>
      )}
    </>
  );
}
