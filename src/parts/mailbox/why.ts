import type { Because, WhyAsked } from '../contract.ts';
import type { MailboxView } from './sim.ts';

/** Why an e-mail is not taken. */
export function why(asked: WhyAsked, { metrics }: MailboxView, name: string): Because | null {
  switch (asked) {
    case 'unreachable':
      return metrics.up === 0 ? { says: `the mail server of ${name} was down` } : null;
    case 'rejected':
      return { says: `the mail server of ${name} puts off what it sees first`, setting: 'greylistShare' };
    case 'notFound':
      return { says: `${name} had no such address`, setting: 'bounceShare' };
    default:
      return null;
  }
}
