import { useStore } from 'zustand';
import type { RagWhy } from '../lab/rag/protocol.ts';
import type { RetrievalDeskStore } from './desk.ts';
import './why.css';
import { count, figure, type Names, percent, sumWords } from './words.ts';

/** How the chosen chunk came by its places: in words and figures. */
export function Why({ desk, names }: { readonly desk: RetrievalDeskStore; readonly names: Names }) {
  const { queried, chunk, settings, indexed } = useStore(desk.store);
  const why = queried && chunk !== null ? queried.why[chunk] : undefined;
  const name = chunk === null ? null : names(chunk);
  return (
    <section className="rag-why" aria-label="Why it stands there">
      <header className="rag-head">
        <h2>Why it stands there</h2>
        {why && name && (
          <p className="rag-small">
            {name.title}
            {name.part && `, ${name.part}`}
          </p>
        )}
      </header>
      {why ? (
        <div className="rag-why-body">
          <Terms why={why} />
          <Meaning why={why} directions={indexed?.dimensions ?? 0} energy={indexed?.energy ?? 0} />
          <div>
            <h3>Both, fused</h3>
            <p className="figures">{sumWords(why, settings.rrfK)}</p>
            <p className="rag-small">
              Scores are forgotten: only the places count. A smaller k favours the first.
            </p>
          </div>
        </div>
      ) : (
        <p className="rag-empty">
          {chunk === null ? 'Choose a place in a ranking.' : 'This chunk is not on the rankings.'}
        </p>
      )}
    </section>
  );
}

function Terms({ why }: { readonly why: RagWhy }) {
  const { terms, textScore, textRank } = why;
  const met = terms.filter((term) => term.score > 0).sort((a, b) => b.score - a.score);
  const missed = terms.filter((term) => term.score === 0).map(({ term }) => `“${term}”`);
  const [first] = terms;
  return (
    <div>
      <h3>
        Words <span className="rag-small">{textRank === null ? 'no word met' : `place ${textRank}`}</span>
      </h3>
      {met.length > 0 && first && (
        // What may scroll must be reached by keys.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        <section className="rag-table" tabIndex={0} aria-label="BM25, term by term">
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">term</th>
                <th scope="col">chunks</th>
                <th scope="col">idf</th>
                <th scope="col">here</th>
                <th scope="col">tf</th>
                <th scope="col">gives</th>
              </tr>
            </thead>
            <tbody>
              {met.map(({ term, times, documents, idf, count: here, tf, score }) => (
                <tr key={term}>
                  <th scope="row">
                    {term}
                    {times > 1 && ` × ${times}`}
                  </th>
                  <td>{count(documents)}</td>
                  <td>{figure(idf, 3)}</td>
                  <td>{here}</td>
                  <td>{figure(tf, 3)}</td>
                  <td>{figure(score, 3)}</td>
                </tr>
              ))}
              <tr>
                <th scope="row" colSpan={5}>
                  BM25
                </th>
                <td>{figure(textScore, 3)}</td>
              </tr>
            </tbody>
          </table>
        </section>
      )}
      <p className="rag-small">
        {first &&
          met.length > 0 &&
          `idf × tf, of ${count(first.of)} chunks. This one has ${count(first.length)} words, the average ${figure(first.averageLength, 0)}. `}
        {missed.length > 0 && `Not here: ${missed.slice(0, 12).join(', ')}.`}
      </p>
    </div>
  );
}

function Meaning(props: { readonly why: RagWhy; readonly directions: number; readonly energy: number }) {
  const { why, directions, energy } = props;
  return (
    <div>
      <h3>
        Meaning{' '}
        <span className="rag-small">{why.vectorRank === null ? 'no place' : `place ${why.vectorRank}`}</span>
      </h3>
      <p className="figures">
        cosine {figure(why.cosine, 4)}, score 1 / (2 − {figure(why.cosine, 4)}) = {figure(why.vectorScore, 4)}
      </p>
      <p className="rag-small">
        The embedding is computed from this library itself (latent semantic analysis): {directions}{' '}
        directions, which keep {percent(energy)} of what its paragraphs say. It stands in for a trained one,
        and knows no word from elsewhere.
      </p>
    </div>
  );
}
