import { meanOf } from '../../engine/distributions.ts';
import { every, figure, lasting, were } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { VideoView } from './spec.ts';

/** Why a video's job was refused, or takes so long. */
export function why(asked: WhyAsked, { metrics, settings: s }: VideoView, name: string): Because | null {
  switch (asked) {
    case 'limitExceeded': {
      const mean = meanOf(s.jobTime);
      const law = `a job of ${name} runs for ${lasting(mean)} on average, so ${figure(s.concurrentJobs)} at once make ${figure((s.concurrentJobs * 60_000_000) / mean)} a minute`;
      return {
        says: `${every(s.concurrentJobs, 'job')} that ${name} may run at once ${were(s.concurrentJobs)} running`,
        held: metrics.running,
        of: s.concurrentJobs,
        setting: 'concurrentJobs',
        ...(mean > 0 && { figures: law }),
      };
    }
    case 'throttled':
      return {
        says: `more requests came to ${name} than the ${figure(s.startRate)} starts and ${figure(s.getRate)} gets a second that it takes`,
        setting: 'startRate',
      };
    case 'working':
      return { setting: 'jobTime' };
    case 'failed':
      return metrics.up === 0 ? { says: `${name} was down` } : null;
    case 'refused':
      return { says: `${name} was not permitted` };
    case 'invalid':
      return {
        says: `the video was too large for ${name}, or its token was given for something else before`,
        setting: 'maxVideoSize',
      };
    case 'notFound':
      return { says: `${name} knew no such job` };
    default:
      return null;
  }
}
