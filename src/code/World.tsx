import type { GoChannel, GoLock, GoView } from '../lab/go/protocol.ts';
import { laneColor } from './laneColor.ts';
import { Report } from './Verdict.tsx';
import './world.css';

/** Locks with their owners, channels with what lies in them: what goroutines wait for. */
export function World({ view }: { readonly view: GoView }) {
  if (view.locks.length + view.channels.length === 0 && view.output === '') return null;
  return (
    <div className="go-world">
      {view.locks.slice(0, THINGS_MAX).map((lock) => (
        <Lock key={lock.name} lock={lock} />
      ))}
      {view.channels.slice(0, THINGS_MAX).map((channel) => (
        <Channel key={channel.name} channel={channel} />
      ))}
      {view.output !== '' && (
        <figure className="go-thing">
          <figcaption>output</figcaption>
          <Report text={view.output} />
        </figure>
      )}
    </div>
  );
}

const Who = ({ goroutine }: { readonly goroutine: number }) => (
  <span className="go-who" data-lane={laneColor(goroutine)}>
    {goroutine}
  </span>
);

/** More than these would be a list, not a picture. */
const THINGS_MAX = 12;
const WHO_MAX = 8;

function Whos({ goroutines }: { readonly goroutines: readonly number[] }) {
  return (
    <>
      {goroutines.slice(0, WHO_MAX).map((one) => (
        <Who key={one} goroutine={one} />
      ))}
      {goroutines.length > WHO_MAX && `and ${goroutines.length - WHO_MAX} others`}
    </>
  );
}

function Lock({ lock: { name, kind, free, holder, readers, waiting, counter } }: { readonly lock: GoLock }) {
  return (
    <figure className="go-thing">
      <figcaption>
        {name} <small>{kind}</small>
      </figcaption>
      {kind === 'WaitGroup' ? (
        <p>counter {counter}</p>
      ) : (
        <p data-free={free ? '' : undefined}>
          {free && 'free'}
          {!free && holder === null && readers.length === 0 && 'held'}
          {holder !== null && (
            <>
              held by <Who goroutine={holder} />
            </>
          )}
          {readers.length > 0 && (
            <>
              read by <Whos goroutines={readers} />
            </>
          )}
        </p>
      )}
      {waiting.length > 0 && (
        <p>
          waiting: <Whos goroutines={waiting} />
        </p>
      )}
    </figure>
  );
}

/** More slots than these are told by a figure. */
const SLOTS_MAX = 12;

function Channel({
  channel: { name, capacity, buffer, closed, sending, receiving },
}: {
  readonly channel: GoChannel;
}) {
  return (
    <figure className="go-thing">
      <figcaption>
        {name} <small>{capacity === 0 ? 'unbuffered channel' : `channel of ${capacity}`}</small>
        {closed && <small>, closed</small>}
      </figcaption>
      {capacity > 0 &&
        (capacity <= SLOTS_MAX ? (
          <p className="go-slots">
            {Array.from({ length: capacity }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place.
              <span key={i} className="go-slot" data-full={i < buffer.length ? '' : undefined}>
                {buffer[i] ?? ''}
              </span>
            ))}
          </p>
        ) : (
          <p>
            {buffer.length} of {capacity} in it
          </p>
        ))}
      {sending.length > 0 && (
        <p>
          at its door to send: <Whos goroutines={sending} />
        </p>
      )}
      {receiving.length > 0 && (
        <p>
          at its door to receive: <Whos goroutines={receiving} />
        </p>
      )}
    </figure>
  );
}
