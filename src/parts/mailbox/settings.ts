import type { ServiceError } from '../../rules/serviceError.ts';
import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';

export const settings = {
  deliveryTime: {
    type: 'distribution',
    default: 'uniform 100ms..500ms',
    says: 'Time until the mail server has taken an e-mail, or refused it.',
    source: ASSUMPTION,
  },
  bounceShare: {
    type: 'share',
    default: 0,
    says: 'Share of e-mails that are refused for good: no such address.',
    source: `${ASSUMPTION}; Amazon SES warns its senders from 5 % on: https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html`,
  },
  greylistShare: {
    type: 'share',
    default: 0,
    says: 'Share of e-mails that the server puts off when it sees them first; the next try is taken.',
    source: `${ASSUMPTION}; the way of it is in https://www.rfc-editor.org/rfc/rfc6647`,
  },
} as const satisfies SettingsSpec;

export const acts = {
  outage: {
    title: 'Take the mail server down',
    says: 'Senders are told at once that nobody listens there, until the act ends.',
    lasts: true,
    settings: {},
  },
  fail: failAct('A share of the e-mails is answered with a passing error at once.', 'e-mails'),
} as const satisfies Record<string, ActSpec>;

/** As a mail server answers: the code is that of SMTP. Source: https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3 */
export const errors = {
  failed: { code: '451', message: 'Requested action aborted: local error in processing', status: 451 },
  rejected: {
    code: '450',
    message: 'Requested mail action not taken: mailbox unavailable, try again later',
    status: 450,
  },
  notFound: { code: '550', message: 'Requested action not taken: mailbox unavailable', status: 550 },
} as const satisfies Readonly<Record<string, ServiceError>>;
