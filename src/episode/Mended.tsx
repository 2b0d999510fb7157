import { useTold } from './hooks.ts';
import { stepOf } from './state.ts';

/** The check says that it worked: the same shoppers, before and after. */
export function Mended() {
  const mended = useTold((state) => state.progress.mended);
  const bone = useTold((state) => stepOf(state).bone);
  if (!mended || bone !== 'mend') return null;
  const sides = [
    { name: 'Before', ...mended.before },
    { name: 'After', ...mended.after },
  ];
  return (
    <section className="episode-card episode-mended">
      <h2>The same seed, {mended.seed}, before and after</h2>
      <dl>
        {sides.map(({ name, holds, measured }) => (
          <div key={name} data-mood={holds ? 'calm' : 'failing'}>
            <dt>{name}</dt>
            <dd className="figures">
              <span aria-hidden="true">{holds ? '✓' : '×'}</span>
              <span className="visually-hidden">{holds ? 'true: ' : 'false: '}</span>
              {measured}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
