import { Prose } from '../../episode/Prose.tsx';
import '../../episode/prose.css';
import { BONE_WORDS } from '../../episode/state.ts';
import type { Sheet, SheetStep } from './handout.ts';
import type { Picture } from './picture.ts';

export interface SheetViewProps {
  readonly sheet: Sheet;
  /** Null: there is none. */
  readonly picture: Picture | null;
  readonly paper: 'a4' | 'letter';
}

/** Black on white: nothing here is said by a colour. */
export function SheetView({ sheet, picture, paper }: SheetViewProps) {
  const { title, summary, article, steps, challenge, glossary, address } = sheet;
  return (
    <article className="sheet" data-paper={paper} data-theme="light">
      <header>
        <h1>{title}</h1>
        <p className="sheet-lead">{summary}</p>
        {article && (
          <p className="sheet-small">
            After “{article.title}”{article.number !== null && `, number ${article.number}`}: {article.url}
          </p>
        )}
        <p className="sheet-lines">
          <span>Name</span>
          <span>Date</span>
        </p>
      </header>
      {picture && <Drawn picture={picture} />}
      {steps.map((step, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the sheet is made anew as a whole.
        <Step key={i} step={step} number={i + 1} />
      ))}
      {challenge && (
        <section className="sheet-step">
          <h2>The challenge</h2>
          <p>{challenge.goal}</p>
          {challenge.budgetUsd !== null && <p>The run may cost at most ${challenge.budgetUsd}.</p>}
          <Room says="What we tried, and what came of it" lines={5} />
        </section>
      )}
      {glossary.length > 0 && (
        <section className="sheet-step">
          <h2>What the parts are</h2>
          <dl>
            {glossary.map(({ title: kind, says, names }) => (
              <div key={kind}>
                <dt>
                  {kind} <span>({names.join(', ')})</span>
                </dt>
                <dd>{says}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {address.trim() !== '' && <footer className="sheet-small">The lesson is found at {address}</footer>}
    </article>
  );
}

function Step({ step, number }: { readonly step: SheetStep; readonly number: number }) {
  const { bone, title, text, question, tasks, act } = step;
  return (
    <section className="sheet-step">
      <h2>
        <span>
          {number} · {BONE_WORDS[bone]}
        </span>
        {title}
      </h2>
      <Prose text={text} />
      {question && (
        <div className="sheet-box">
          <p>
            <strong>{question.says}</strong>
          </p>
          <Boxes of={question.options} />
          <p className="sheet-sure">
            How sure are you, from 50 (a guess) to 100? <span className="sheet-blank" /> %
          </p>
        </div>
      )}
      {act && <p className="sheet-small">Then press “{act}”.</p>}
      {tasks.length > 0 && (
        <div className="sheet-tasks">
          <h3>To do</h3>
          <Boxes of={tasks} />
        </div>
      )}
      {(question || tasks.length > 0) && <Room says="What happened, and why?" lines={3} />}
    </section>
  );
}

function Boxes({ of }: { readonly of: readonly string[] }) {
  return (
    <ul className="sheet-boxes">
      {of.map((says, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may read the same, and none moves.
        <li key={i}>{says}</li>
      ))}
    </ul>
  );
}

function Room({ says, lines }: { readonly says: string; readonly lines: number }) {
  return (
    <div className="sheet-room">
      <p>{says}</p>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty lines are all alike.
        <hr key={i} />
      ))}
    </div>
  );
}

function Drawn({ picture }: { readonly picture: Picture }) {
  const { frame, size, parts, wires } = picture;
  const names = parts.map(({ lines }) =>
    lines.flatMap(({ isName, text }) => (isName ? [text] : [])).join(' '),
  );
  return (
    <figure>
      <svg
        className="sheet-picture"
        viewBox={frame.join(' ')}
        role="img"
        aria-label={`The system: ${names.join(', ')}.`}
      >
        {wires.map(({ d, head }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the picture is made anew as a whole.
          <g key={i} className="sheet-wire">
            <path d={d} />
            <path d={head} />
          </g>
        ))}
        {parts.map(({ id, x, y, width, height, lines }) => (
          <g key={id} transform={`translate(${x} ${y})`}>
            <rect width={width} height={height} rx={6} />
            {lines.map(({ text, isName, y: at }) => (
              <text
                key={at}
                x={width / 2}
                y={at}
                textAnchor="middle"
                fontSize={isName ? size : size * 0.85}
                fontWeight={isName ? 600 : 400}
              >
                {text}
              </text>
            ))}
          </g>
        ))}
      </svg>
      <figcaption>The system at the start. Draw into it what you would change.</figcaption>
    </figure>
  );
}
