import { useEffect, useState } from 'react';
import type { Check } from '../theory/row.ts';
import type { Validation } from '../theory/validation.ts';
import { Notice } from '../ui/Notice.tsx';
import './trust.css';

/** "How far can you trust this?": what the test run measured, beside what theory says. */
export function Trust() {
  const [validation, setValidation] = useState<Validation | 'missing' | null>(null);
  useEffect(() => {
    let left = false;
    fetch('validation.json')
      .then((response) => response.json())
      .then((found: Validation) => left || setValidation(found))
      .catch(() => left || setValidation('missing'));
    return () => {
      left = true;
    };
  }, []);
  return (
    <main className="trust">
      <header>
        <h1>How far can you trust this?</h1>
        <p className="story-type">
          Queueing theory knows some systems exactly. Here they are built from the same parts that you wire on
          the canvas, and simulated. Each dot is a measured figure, the bracket is its 99.9 % confidence
          interval around what theory says.
        </p>
      </header>
      {validation === 'missing' && (
        <Notice
          tone="problem"
          what="The table could not be loaded."
          expected="validation.json beside this page; the test run writes it."
        />
      )}
      {validation !== null && validation !== 'missing' && <Table validation={validation} />}
    </main>
  );
}

function Table({ validation: { checks, effort, leftOut } }: { readonly validation: Validation }) {
  const models = [...new Set(checks.map(({ model }) => model))];
  const held = checks.filter(({ holds }) => holds).length;
  return (
    <>
      <p>
        <strong>
          {held} of {checks.length} figures agree.
        </strong>{' '}
        Made by the project’s test run, {effort.replications} replications of{' '}
        {effort.jobs.toLocaleString('en')} jobs each; the same on every machine. A figure outside its interval
        is measured once more, with fresh seeds and four times the jobs, before it counts as a mismatch. Where
        nothing is left to chance, the bracket is what one job more or less makes; approximations are held to
        5 %.
      </p>
      {models.map((model) => (
        <section key={model}>
          <h2>{model}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls, by keyboard too. */}
          <section className="trust-scroll" tabIndex={0} aria-label={model}>
            <table>
              <thead>
                <tr>
                  <th scope="col">System</th>
                  <th scope="col">Figure</th>
                  <th scope="col">Theory</th>
                  <th scope="col">Measured</th>
                  <th scope="col">Within</th>
                  <th scope="col">Agrees</th>
                </tr>
              </thead>
              <tbody>
                {checks
                  .filter((check) => check.model === model)
                  .map((check) => (
                    <Row key={`${check.row} ${check.value}`} check={check} />
                  ))}
              </tbody>
            </table>
          </section>
          <p className="trust-source">{checks.find((check) => check.model === model)?.source}</p>
        </section>
      ))}
      <section>
        <h2>What is left out</h2>
        <ul>
          {Object.entries(leftOut).map(([model, reason]) => (
            <li key={model}>
              {model}: {reason}.
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Row({ check }: { readonly check: Check }) {
  return (
    <tr>
      <th scope="row">{check.row}</th>
      <td>{WORDS[check.value] ?? check.value}</td>
      <td className="figures">{check.expected}</td>
      <td className="figures">{check.measured}</td>
      <td className="figures">± {check.within}</td>
      <td data-mood={check.holds ? 'calm' : 'failing'}>
        <Bracket check={check} />
        <span className="visually-hidden">{check.holds ? 'yes' : 'no'}</span>
      </td>
    </tr>
  );
}

/** The symbols of the textbooks in words. Times in seconds. */
const WORDS: Readonly<Record<string, string>> = {
  rho: 'utilisation ρ',
  P_wait: 'share that waits',
  Wq: 'mean wait Wq',
  W: 'mean time in system W',
  W1: 'mean time at station 1',
  W2: 'mean time at station 2',
  W3: 'mean time at station 3',
  Lq: 'mean number waiting Lq',
  L: 'mean number in system L',
  var_W: 'variance of time in system',
  busy_period: 'mean busy period',
  W_p50: 'median time in system',
  W_p99: '99th percentile of time in system',
  ErlangB: 'share refused without a queue (Erlang B)',
  B: 'share refused (Erlang B)',
  P_loss: 'share refused',
  P_reject: 'share refused',
  p0: 'share of time idle',
  throughput: 'throughput',
  sigma: 'share that waits σ',
  lam_eff: 'arrivals with the returning',
  X: 'throughput X',
  R: 'mean response time R',
  U: 'utilisation U',
  Q: 'mean number at the server',
  N_star: 'users at the knee N*',
  T: 'mean time to the last branch',
  T_approx: 'mean time to the last branch (approximate)',
  backlog_peak: 'highest backlog',
  drain_time: 'time to drain',
  max_wait: 'longest wait',
  area_backlog: 'backlog × time',
  availability: 'share of time up',
  orbit_mean: 'mean number retrying',
  P_abandon: 'share that gives up',
  sd: 'standard deviation of that number',
  admitted: 'let through',
  rejected: 'turned away',
};

/** Where the measured figure lies between the ends of its interval. */
function Bracket({ check: { expected, measured, within } }: { readonly check: Check }) {
  const off = within > 0 ? (measured - expected) / within : 0;
  const x = 60 + 50 * Math.max(-1.15, Math.min(1.15, off));
  return (
    <svg width="120" height="16" viewBox="0 0 120 16" aria-hidden="true">
      <path d="M14 3h-4v10h4M106 3h4v10h-4M10 8h100M60 5v6" className="trust-bracket" />
      <circle cx={x} cy="8" r="3.5" className="trust-dot" />
    </svg>
  );
}
