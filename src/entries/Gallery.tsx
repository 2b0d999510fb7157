import { headline, type ListedScenario, scenarios } from 'virtual:scenarios';
import { follow } from './navigation.ts';

const SERIES = { aws: 'AWS', azure: 'Azure', go: 'Go', none: '' } as const;

const EPISODES = scenarios.filter(({ group }) => group === 'episode');

export function Gallery() {
  return (
    <main className="gallery">
      <header>
        <h1>{headline}</h1>
        <p className="story-type">
          Small systems under a lamp: services, queues, databases. Play one, stop the time, and see what every
          message is waiting for.
        </p>
      </header>
      <ul>
        {EPISODES.map((scenario) => (
          <li key={scenario.id}>
            <Card scenario={scenario} />
          </li>
        ))}
      </ul>
      <section className="gallery-own" aria-labelledby="own">
        <h2 id="own">Build your own</h2>
        <ul>
          <li>
            <a className="card" href="?page=sandbox" onClick={follow}>
              <span className="card-words">
                <strong>Sandbox</strong>
                <span>An empty table with every part. What you build stays in this browser.</span>
              </span>
            </a>
          </li>
          <li>
            <a className="card" href="author.html">
              <span className="card-words">
                <strong>Author’s desk</strong>
                <span>Make a lesson of your own, see that it teaches, and hand it out.</span>
              </span>
            </a>
          </li>
          <li>
            <a className="card" href="?page=go" onClick={follow}>
              <span className="card-words">
                <strong>Go, every schedule</strong>
                <span>
                  Real Go: take its goroutines' steps by hand, or try every order that they can run in.
                </span>
              </span>
            </a>
          </li>
          <li>
            <a className="card" href="?page=rag" onClick={follow}>
              <span className="card-words">
                <strong>What a question finds</strong>
                <span>
                  A small library, searched by words and by meaning, and what a model makes of what was found.
                </span>
              </span>
            </a>
          </li>
          <li>
            <a className="card" href="?page=sas" onClick={follow}>
              <span className="card-words">
                <strong>A link, line by line</strong>
                <span>A shared access signature: make one, change one character, and see why it fails.</span>
              </span>
            </a>
          </li>
          {scenarios
            .filter(({ group }) => group === 'template')
            .map((scenario) => (
              <li key={scenario.id}>
                <Card scenario={scenario} />
              </li>
            ))}
        </ul>
      </section>
      <p>
        Every figure here is counted from simulated requests.{' '}
        <a href="?page=trust" onClick={follow}>
          How far can you trust this?
        </a>
      </p>
    </main>
  );
}

function Card({
  scenario: { id, title, summary, series, article, cover },
}: {
  readonly scenario: ListedScenario;
}) {
  const origin = [SERIES[series], article?.number].filter(Boolean).join(' ');
  return (
    <a className="card" href={`?scenario=${encodeURIComponent(id)}`} onClick={follow} data-series={series}>
      {cover && (
        <svg className="card-cover" viewBox="0 0 320 180" aria-hidden="true">
          {/* Used, not shown as an image: so it is drawn in the page's own colours, light or dark. */}
          <use href={`${cover}#cover`} />
        </svg>
      )}
      <span className="card-words">
        {origin && <span className="card-origin">{origin}</span>}
        <strong>{title}</strong>
        <span>{summary}</span>
      </span>
    </a>
  );
}
