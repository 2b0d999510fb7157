import type { ReactNode } from 'react';
import './widgets.css';

export interface NoticeProps {
  readonly tone?: 'problem' | 'warning' | 'hint' | 'good';
  /** The place: "line 12, column 5" or "Inventory, timeout". */
  readonly where?: ReactNode;
  readonly what: ReactNode;
  readonly expected?: ReactNode;
  /** More words, or what can be done about it. */
  readonly children?: ReactNode;
  /** `now` interrupts a screen reader, `politely` waits for it; left out: nothing is said aloud. */
  readonly announce?: 'now' | 'politely';
}

const SIGN = { problem: '×', warning: '!', hint: 'i', good: '✓' } as const;
const WORD = { problem: 'Problem: ', warning: 'Warning: ', hint: '', good: 'Done: ' } as const;

export function Notice({ tone = 'problem', where, what, expected, children, announce }: NoticeProps) {
  const role = announce === 'now' ? 'alert' : announce === 'politely' ? 'status' : undefined;
  return (
    <div className="ui-notice" data-tone={tone} role={role}>
      <span className="ui-notice-sign" aria-hidden="true">
        {SIGN[tone]}
      </span>
      <div>
        {where && <p className="ui-notice-where figures">{where}</p>}
        <p className="ui-notice-what">
          <span className="visually-hidden">{WORD[tone]}</span>
          {what}
        </p>
        {expected && <p className="ui-notice-expected">Expected: {expected}</p>}
        {children}
      </div>
    </div>
  );
}
