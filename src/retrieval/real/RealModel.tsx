import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { RagPrompt } from '../../lab/rag/protocol.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Sentences } from '../Answer.tsx';
import { count, percent } from '../words.ts';
import { askReal, type RealAnswer, RealTrouble, readBase } from './endpoint.ts';
import { confine } from './policy.ts';
import './real.css';
import { spokenOf } from './spoken.ts';

export interface RealModelProps {
  /** As the desk built it; null: there is none, or it is too long. */
  readonly prompt: RagPrompt | null;
  readonly onChoose: (key: string) => void;
}

interface Asked {
  readonly prompt: RagPrompt;
  readonly answer: RealAnswer | null;
  readonly trouble: string | null;
  readonly isDone: boolean;
}

/** A model that is not simulated: the learner's endpoint, the learner's key. Of what it says nothing is recorded. */
export function RealModel({ prompt, onChoose }: RealModelProps) {
  const [base, setBase] = useState('');
  const [model, setModel] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const running = useRef<AbortController | null>(null);
  const key = useRef<HTMLInputElement>(null);
  const keyId = useId();
  useEffect(() => () => running.current?.abort(), []);
  const isBusy = asked !== null && !asked.isDone;
  const isAskable = prompt !== null && prompt.error === null && !isBusy;

  async function ask() {
    if (!prompt || !isAskable) return;
    const url = readBase(base);
    if (typeof url === 'string') return setProblem(`Expected: ${url}.`);
    const allowed = confine(document, url.origin);
    if (allowed !== url.origin)
      return setProblem(`This page may talk to ${allowed} alone, until it is loaded again.`);
    setProblem(null);
    const mine = new AbortController();
    running.current = mine;
    setAsked({ prompt, answer: null, trouble: null, isDone: false });
    const isMine = () => running.current === mine;
    try {
      const answer = await askReal(
        { base: url, model: model.trim(), key: key.current?.value.trim() ?? '' },
        prompt,
        (so) => isMine() && setAsked({ prompt, answer: so, trouble: null, isDone: false }),
        mine.signal,
      );
      if (isMine()) setAsked({ prompt, answer, trouble: null, isDone: true });
    } catch (error) {
      const trouble = error instanceof RealTrouble ? error.message : 'It could not be asked.';
      if (isMine()) setAsked((last) => ({ prompt, answer: last?.answer ?? null, trouble, isDone: true }));
    }
  }

  return (
    <section className="rag-answer rag-real" aria-label="A real model">
      <header className="rag-head">
        <h2>A real model</h2>
        <Chip mood="busy">yours, not part of the run</Chip>
      </header>
      <form
        className="rag-real-form"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <TextField
          label="Endpoint"
          labelShown="above"
          inputMode="url"
          placeholder="https://api.openai.com/v1"
          value={base}
          problem={problem ?? undefined}
          onChange={setBase}
        />
        <TextField label="Model" labelShown="above" value={model} onChange={setModel} />
        <Field
          id={keyId}
          label="Key"
          labelShown="above"
          hint="Kept in this page's memory, sent to the endpoint, and nowhere else."
        >
          <span className="ui-text" data-look="words">
            {/* Of an input that React holds, the page's text has the value; of this one nothing has it but the input. */}
            <input ref={key} id={keyId} type="password" autoComplete="off" spellCheck={false} />
          </span>
        </Field>
        <p className="rag-own-ways">
          {isBusy ? (
            // Two buttons, not one that changes: else the press that stops would, a moment later, be one that asks.
            <Button key="stop" onClick={() => running.current?.abort()}>
              Stop
            </Button>
          ) : (
            <Button key="ask" type="submit" disabled={!isAskable}>
              Ask it the same
            </Button>
          )}
        </p>
      </form>
      {asked && <Told asked={asked} isOther={asked.prompt !== prompt} onChoose={onChoose} />}
    </section>
  );
}

function Told(props: {
  readonly asked: Asked;
  /** Meanwhile another prompt lies on the desk. */
  readonly isOther: boolean;
  readonly onChoose: (key: string) => void;
}) {
  const { asked, isOther, onChoose } = props;
  const { prompt, answer, trouble, isDone } = asked;
  const spoken = useMemo(() => (answer ? spokenOf(answer.text, prompt) : null), [answer, prompt]);
  return (
    <>
      {trouble && <Notice what={trouble} announce="now" />}
      {isOther && <p className="rag-small">This answers the prompt as it was before.</p>}
      {spoken && spoken.sentences.length > 0 && (
        <Sentences
          label="Answer of the real model"
          sentences={spoken.sentences}
          keyOf={(number) => prompt.pieces.find((piece) => piece.number === number)?.key ?? null}
          onChoose={onChoose}
        />
      )}
      <p className="rag-small" role="status">
        {!isDone && (answer && answer.text !== '' ? 'It goes on …' : 'It was asked …')}
        {isDone && spoken && answer && doneWords(answer, spoken.grounded, spoken.cited)}
      </p>
    </>
  );
}

function doneWords(answer: RealAnswer, grounded: number | null, cited: number | null): string {
  const rests =
    answer.text === ''
      ? 'It said nothing.'
      : grounded === null
        ? 'It claims nothing.'
        : `Grounded by the same rule: ${percent(grounded)} of its sentences; rightly cited: ${percent(cited ?? 0)}.`;
  const { promptTokens, completionTokens, finish, garbage } = answer;
  const tokens =
    promptTokens === null || completionTokens === null
      ? ''
      : ` ${count(promptTokens)} tokens in, ${count(completionTokens)} out, as it counts.`;
  const cut = finish === 'length' ? ' max_tokens cut it off.' : '';
  const odd = garbage > 0 ? ` ${count(garbage)} lines of its stream made no sense.` : '';
  return `${rests}${tokens}${cut}${odd} The rule looks at words: a sentence in words of its own may be sound and fail it.`;
}
