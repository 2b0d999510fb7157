import type { Cause } from '../../lab/protocol.ts';
import { formatCount } from '../../ui/format.ts';

const WORD = {
  failed: 'failed',
  slow: 'slow',
  duplicated: 'processed twice',
  lost: 'lost',
} as const satisfies Record<Cause['complaint'], string>;

interface CauseListProps {
  readonly causes: readonly Cause[];
  onAsk(request: number): void;
}

/** Complaints by root cause, the most frequent first. */
export function CauseList({ causes, onAsk }: CauseListProps) {
  if (causes.length === 0) return <p className="why-none">Nobody has a complaint in this run.</p>;
  return (
    <>
      <h3>What users complain of</h3>
      <ul className="why-causes">
        {causes.map((cause) => (
          <li key={cause.id} data-complaint={cause.complaint}>
            <button type="button" className="why-cause" onClick={() => onAsk(cause.requests[0]!)}>
              <span className="why-cause-count">
                <strong className="figures">{formatCount(cause.count)}</strong> {WORD[cause.complaint]}
              </span>
              <span>{cause.says}</span>
            </button>
            {cause.requests.length > 1 && (
              <details>
                <summary>
                  {cause.requests.length < cause.count
                    ? `The first ${cause.requests.length} of them`
                    : `All ${cause.requests.length}`}
                </summary>
                <ul className="why-requests" aria-label={`Requests: ${cause.says}`}>
                  {cause.requests.map((request) => (
                    <li key={request}>
                      <button type="button" onClick={() => onAsk(request)}>
                        <span className="visually-hidden">Request </span>
                        {formatCount(request + 1)}
                      </button>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
