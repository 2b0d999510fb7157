import { betweenEqual } from './address.ts';
import { type Answer, differs, type Row } from './answer.ts';
import './lines.css';

export interface LinesProps {
  readonly answer: Answer;
  readonly onOverwrite: (name: string, value: string) => void;
}

/** The string to sign, line by line: as it was signed, and as the service puts it together from the link. */
export function Lines({ answer, onOverwrite }: LinesProps) {
  const { rows, wasRead } = answer;
  const count = rows.filter(differs).length;
  return (
    <section className="sign-lines" aria-label="String to sign">
      <div className="sign-head">
        <h2>String to sign</h2>
        <span className="ui-hint">
          {!wasRead
            ? 'The service could not read the link, and signs nothing.'
            : count === 0
              ? `${rows.length} lines, the same on both sides.`
              : `${count} of ${rows.length} lines ${count === 1 ? 'differs' : 'differ'}.`}
        </span>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">As it was signed: write over it</th>
            <th scope="col">As the service reads it</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <LineRow key={row.name} row={row} at={at + 1} wasRead={wasRead} onOverwrite={onOverwrite} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface LineRowProps extends Pick<LinesProps, 'onOverwrite'> {
  readonly row: Row;
  readonly at: number;
  readonly wasRead: boolean;
}

function LineRow({ row, at, wasRead, onOverwrite }: LineRowProps) {
  const { name, says, signed, read } = row;
  const isOther = wasRead && differs(row);
  return (
    <tr data-differs={isOther || undefined}>
      <th scope="row" title={says}>
        <span className="sign-number" aria-hidden="true">
          {at}
        </span>
        <code>{name}</code> <span className="sign-line-says">{says}</span>
      </th>
      <td>
        {signed === null ? (
          <span className="sign-none">no such line</span>
        ) : (
          <textarea
            rows={1}
            aria-label={`${name} (${says}), as it was signed`}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={signed}
            onChange={(event) => onOverwrite(name, event.target.value.replace(/[\r\n]/g, ''))}
          />
        )}
      </td>
      <td>
        {wasRead &&
          (read === null ? (
            <span className="sign-none">no such line</span>
          ) : (
            <>
              {isOther && (
                <span className="sign-unequal">
                  <span aria-hidden="true">≠</span>
                  <span className="visually-hidden">differs: </span>
                </span>
              )}
              <code className="sign-read">{isOther ? <Marked read={read} signed={signed} /> : read}</code>
            </>
          ))}
      </td>
    </tr>
  );
}

/** Where the two part. */
function Marked({ read, signed }: { readonly read: string; readonly signed: string | null }) {
  const [from, to] = betweenEqual(read, signed ?? '');
  return (
    <>
      {read.slice(0, from)}
      <span className="sign-parted">{read.slice(from, to)}</span>
      {read.slice(to)}
    </>
  );
}
