import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { type Answer, REQUESTS, type Sent } from './answer.ts';
import './reply.css';

export interface ReplyProps {
  readonly answer: Answer;
  readonly sent: Sent;
  readonly onAsk: (to: Partial<Sent>) => void;
}

/** What the service says to a request with this link, now. */
export function Reply({ answer, sent, onAsk }: ReplyProps) {
  return (
    <section
      className="sign-reply"
      aria-label="What the service answers"
      data-good={answer.isGood || undefined}
    >
      <div className="sign-reply-asked">
        <Select
          label="Request"
          labelShown="hidden"
          value={sent.operation}
          options={REQUESTS}
          onChange={(operation) => onAsk({ operation })}
        />
        <TextField
          label="Sent from the address"
          labelShown="hidden"
          value={sent.ip}
          onChange={(ip) => onAsk({ ip })}
        />
      </div>
      <div className="sign-reply-words" role="status" data-mood={answer.isGood ? 'calm' : 'failing'}>
        <p className="sign-status">
          <span className="sign-sign" aria-hidden="true">
            {answer.isGood ? '✓' : '×'}
          </span>
          {answer.title}
        </p>
        <p className="sign-why">{answer.why}</p>
        {answer.message !== '' && <p className="sign-message">{answer.message}</p>}
      </div>
    </section>
  );
}
