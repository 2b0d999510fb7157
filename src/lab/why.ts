import { isGood } from '../engine/outcome.ts';
import { type Complaint, complaintsOf } from './causes.ts';
import { slowFrom } from './causesSlow.ts';
import { hopsOf } from './hops.ts';
import type { Why } from './protocol.ts';
import type { Take } from './take.ts';
import type { Link } from './whyLink.ts';
import { complaintOf, lasted, requestName } from './whyWords.ts';

export { causesOf } from './causes.ts';

/** When there are several complaints about one request, the gravest is told. */
export const GRAVEST: readonly Complaint[] = ['failed', 'lost', 'duplicated', 'slow'];

/**
 * One request's way, and the chain of causes from its end back to the root.
 * @throws Error when the run has no such request
 */
export function whyOf(take: Take, request: number): Why {
  const { count, ended, source } = take.recording.requests;
  if (!(request >= 0 && request < count)) throw new Error('There is no such request in this run.');
  const complaints = complaintsOf(take);
  const complaint = GRAVEST.find((one) => complaints[one].has(request)) ?? null;
  const end = endOf(take, request, complaint);
  const at = ended[request]! < 0 ? take.recording.ending.at : ended[request]!;
  const chain = [{ part: source[request]!, at, says: `${requestName(request)} ${end}.` }];
  let link: Link | null = complaint && complaints[complaint].get(request)!;
  for (; link; link = link.next) chain.push({ part: link.part, at: link.at, says: link.says });
  return { request, hops: hopsOf(take, request), chain, end };
}

function endOf({ recording }: Take, request: number, complaint: Complaint | null): string {
  const { arrived, ended, outcome } = recording.requests;
  if (ended[request]! < 0)
    return complaint === 'lost' ? 'never got an answer' : 'had no end when the run was over';
  const ticks = ended[request]! - arrived[request]!;
  const took = ticks === 0 ? 'at once' : `after ${lasted(ticks)}`;
  if (!isGood(outcome[request]!)) return `failed ${took}: ${complaintOf(outcome[request]!)}`;
  switch (complaint) {
    case 'lost':
      return `was answered ${took}, and then never processed`;
    case 'duplicated':
      return `was answered ${took}, and then processed more than once`;
    case 'slow':
      return `took ${lasted(ticks)}; here, more than ${lasted(slowFrom(recording.requests))} is slow`;
    default:
      return `was answered ${took}`;
  }
}
