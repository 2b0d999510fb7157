import { LockKeyhole } from 'lucide-react';
import { useStore } from 'zustand';
import type { RagPiece, RagPrompt, SourcesFrom } from '../lab/rag/protocol.ts';
import type { Instructions } from '../rules/azure/rag/prompt.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Select } from '../ui/Select.tsx';
import type { RetrievalDeskStore } from './desk.ts';
import { Knob } from './Knob.tsx';
import './prompt.css';
import { RANGES, WINDOWS } from './settings.ts';
import { count } from './words.ts';

const FROM: Readonly<Record<SourcesFrom, string>> = {
  found: 'what was found',
  none: 'nothing: the bare model',
  everything: 'the whole library',
};
const TOLD: Readonly<Record<keyof Instructions, string>> = {
  onlySources: 'To answer from the sources alone',
  sayNotFound: 'To say when they do not have it',
  cite: 'To cite',
  preferNewer: 'To prefer the newer of two that contradict',
  delimit: 'That what stands between marks is data',
};

/** The prompt as a sheet that fills the window. */
export function Prompt({ desk }: { readonly desk: RetrievalDeskStore }) {
  const { settings, queried } = useStore(desk.store);
  const { instructions, contextWindow, maxTokens, sources } = settings;
  const prompt = queried?.prompt ?? null;
  return (
    <section className="rag-prompt" aria-label="Prompt">
      <header className="rag-head">
        <h2>Prompt</h2>
        <p className="rag-small figures">
          {prompt &&
            `${count(prompt.tokens)} + ${count(prompt.maxTokens)} of ${count(prompt.contextWindow)} tokens`}
        </p>
        <Disclosure label="The model is told …">
          {() => (
            <fieldset className="rag-told">
              <legend className="visually-hidden">What the model is told</legend>
              {(Object.keys(TOLD) as (keyof Instructions)[]).map((one) => (
                <label key={one}>
                  <input
                    type="checkbox"
                    checked={instructions[one]}
                    onChange={({ target }) =>
                      desk.set({ instructions: { ...instructions, [one]: target.checked } })
                    }
                  />
                  {TOLD[one]}
                </label>
              ))}
            </fieldset>
          )}
        </Disclosure>
      </header>
      <div className="rag-knobs">
        <Select
          label="Sources in it"
          labelShown="above"
          value={sources}
          options={(Object.keys(FROM) as SourcesFrom[]).map((from) => ({ value: from, label: FROM[from] }))}
          onChange={(from) => desk.set({ sources: from })}
        />
        <Select
          label="Window"
          labelShown="above"
          value={String(contextWindow)}
          options={[...new Set<number>([...WINDOWS, contextWindow])]
            .sort((a, b) => a - b)
            .map((window) => ({ value: String(window), label: count(window) }))}
          onChange={(window) => desk.set({ contextWindow: Number(window) })}
        />
        <Knob
          label="max_tokens"
          value={maxTokens}
          range={RANGES.maxTokens}
          onChange={(tokens) => desk.set({ maxTokens: tokens })}
        />
      </div>
      {prompt && <Sheet prompt={prompt} onChoose={desk.openChunk} />}
    </section>
  );
}

function Sheet({
  prompt,
  onChoose,
}: {
  readonly prompt: RagPrompt;
  readonly onChoose: (key: string) => void;
}) {
  const { pieces, error, dropped } = prompt;
  return (
    <>
      {error && <Notice where={`${error.status} ${error.code}`} what={error.message} announce="politely" />}
      {dropped.length > 0 && (
        <Notice
          tone="warning"
          what={`${count(dropped.length)} ${dropped.length === 1 ? 'source' : 'sources'} did not fit: ${dropped.slice(0, 3).join('; ')}${dropped.length > 3 ? ' …' : ''}.`}
        />
      )}
      <div className="rag-sheet-place">
        <Gauge prompt={prompt} />
        {/* What may scroll must be reached by keys. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above. */}
        <section className="rag-sheet" tabIndex={0} aria-label="The prompt, piece by piece">
          {pieces.map((piece, i) => (
            <Piece
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place.
              key={i}
              piece={piece}
              onChoose={onChoose}
            />
          ))}
        </section>
      </div>
    </>
  );
}

function Piece({ piece, onChoose }: { readonly piece: RagPiece; readonly onChoose: (key: string) => void }) {
  const { is, number, key, title, text, tokens, mayRead, orders } = piece;
  const name = number === null ? (is === 'system' ? 'system' : 'user: the question') : `[${number}] ${title}`;
  return (
    <div className="rag-piece" data-is={is} data-locked={!mayRead || undefined}>
      <p className="rag-piece-head">
        {key?.includes('#') ? (
          <button type="button" onClick={() => onChoose(key)}>
            {name}
          </button>
        ) : (
          <span>{name}</span>
        )}
        {!mayRead && (
          <span className="rag-mark" data-mood="failing">
            <LockKeyhole size={12} aria-hidden="true" />
            closed
          </span>
        )}
        {orders && (
          <span className="rag-mark" data-mood="throttled">
            gives orders
          </span>
        )}
        <span className="figures">{count(tokens)}</span>
      </p>
      <pre>{text.trim()}</pre>
    </div>
  );
}

/** The window, filled from the top: words that are told, sources, the question, and the room that is kept for the answer. */
function Gauge({ prompt }: { readonly prompt: RagPrompt }) {
  const { pieces, tokens, maxTokens, contextWindow, overhead } = prompt;
  const whole = Math.max(contextWindow, tokens + maxTokens);
  const share = (n: number) => `${(n / whole) * 100}%`;
  const over = tokens + maxTokens - contextWindow;
  return (
    <div className="rag-gauge" aria-hidden="true" data-over={over > 0 || undefined}>
      <span data-is="system" style={{ height: share(overhead) }} />
      {pieces.map(({ is, tokens: n }, i) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place.
          key={i}
          data-is={is}
          style={{ height: share(n) }}
        />
      ))}
      <span data-is="answer" style={{ height: share(maxTokens) }} />
      {over > 0 && <i style={{ top: share(contextWindow) }} />}
    </div>
  );
}
