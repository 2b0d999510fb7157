import { useStore } from 'zustand';
import type { RagAnswer, RagMeasured, RagSentence } from '../lab/rag/protocol.ts';
import { Chip } from '../ui/Chip.tsx';
import { Notice } from '../ui/Notice.tsx';
import './answer.css';
import type { RetrievalDeskStore } from './desk.ts';
import { count, figure, percent } from './words.ts';

/** What the simulated model makes of the prompt: each sentence with what it rests on. */
export function Answer({ desk }: { readonly desk: RetrievalDeskStore }) {
  const { queried, settings } = useStore(desk.store);
  const answer = queried?.answer ?? null;
  return (
    <section className="rag-answer" aria-label="Answer">
      <header className="rag-head">
        <h2>Answer</h2>
        <Chip>simulated model</Chip>
      </header>
      {queried && !answer && <p className="rag-empty">The service refused the prompt: there is no answer.</p>}
      {answer && (
        <>
          <Sentences
            label="Answer of the simulated model"
            sentences={answer.sentences}
            keyOf={(number) => queried?.prompt.pieces.find((piece) => piece.number === number)?.key ?? null}
            onChoose={desk.openChunk}
          />
          <p className="rag-small">{groundedWords(answer)}</p>
          <Warnings answer={answer} delimited={settings.instructions.delimit} />
        </>
      )}
      {queried?.measured && <Measured measured={queried.measured} top={settings.top} />}
    </section>
  );
}

export function groundedWords({
  grounded,
  cited,
  promptTokens,
  completionTokens,
  finish,
}: Pick<RagAnswer, 'grounded' | 'cited' | 'promptTokens' | 'completionTokens' | 'finish'>): string {
  const rests =
    grounded === null
      ? 'It claims nothing.'
      : `Grounded: ${percent(grounded)} of its sentences; rightly cited: ${percent(cited ?? 0)}.`;
  const cut = finish === 'length' ? ' max_tokens cut it off.' : '';
  return `${rests} ${count(promptTokens)} tokens in, ${count(completionTokens)} out.${cut}`;
}

export interface SentencesProps {
  readonly label: string;
  readonly sentences: readonly RagSentence[];
  /** The chunk behind a number; null where there is none to be opened. */
  readonly keyOf: (number: number) => string | null;
  readonly onChoose: (key: string) => void;
}

export function Sentences({ label, sentences, keyOf, onChoose }: SentencesProps) {
  return (
    <ol className="rag-sentences" aria-label={label}>
      {sentences.map((sentence, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place.
        <li key={i} data-ungrounded={sentence.isUngrounded || undefined}>
          <span>{sentence.text}</span>
          <Marks sentence={sentence} />
          {sentence.cites.map((number) => {
            const key = keyOf(number);
            return key?.includes('#') ? (
              <button
                key={number}
                type="button"
                className="rag-cite"
                aria-label={`Source ${number}: show its chunk`}
                onClick={() => onChoose(key)}
              >
                {number}
              </button>
            ) : null;
          })}
        </li>
      ))}
    </ol>
  );
}

function Marks({ sentence }: { readonly sentence: RagSentence }) {
  const { from, isUngrounded, isCitedRightly, cites, leaks } = sentence;
  return (
    <>
      {from === 'injection' && <Chip mood="failing">says what a scroll ordered</Chip>}
      {from === 'prior' && <Chip mood="throttled">from the model’s memory</Chip>}
      {isUngrounded && <Chip mood="failing">ungrounded</Chip>}
      {!isUngrounded && from !== 'nothing' && cites.length > 0 && !isCitedRightly && (
        <Chip mood="throttled">wrongly cited</Chip>
      )}
      {leaks && <Chip mood="failing">from a closed scroll</Chip>}
    </>
  );
}

function Warnings({ answer, delimited }: { readonly answer: RagAnswer; readonly delimited: boolean }) {
  const { injections, conflicts } = answer;
  const orders = injections[0];
  return (
    <>
      {orders && (
        <Notice
          tone={orders.obeyed ? 'problem' : 'warning'}
          what={
            orders.obeyed
              ? `Source ${orders.source} gives orders to the machine, and it obeyed: whoever may put a scroll into the library may speak for it.`
              : `Source ${orders.source} gives orders to the machine. ${delimited ? 'It stands between marks, and the model was told that what is there is data.' : 'It was not followed.'} Real models can be talked round all the same: what an answer may do must not hang on it.`
          }
        />
      )}
      {conflicts.map(([a, b]) => (
        <Notice key={`${a} ${b}`} tone="warning" what={`Sources ${a} and ${b} contradict each other.`} />
      ))}
    </>
  );
}

function Measured({ measured, top }: { readonly measured: RagMeasured; readonly top: number }) {
  const { recall, reciprocalRank, ndcg, right, complete } = measured;
  return (
    <dl className="rag-measured">
      <dt>Right answer</dt>
      <dd>{right}</dd>
      <dt>Said of it</dt>
      <dd className="figures">{complete === null ? '–' : percent(complete)}</dd>
      <dt>Found</dt>
      <dd className="figures">
        {recall === null
          ? 'no scroll that may be read answers it'
          : `recall@${top} ${figure(recall, 2)}, 1/rank ${figure(reciprocalRank ?? 0, 2)}, nDCG ${figure(ndcg ?? 0, 2)}`}
      </dd>
    </dl>
  );
}
