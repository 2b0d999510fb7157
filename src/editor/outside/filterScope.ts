/** What a filter policy has to look at. */
import type { SettingsSpec } from '../../parts/contract.ts';
import type { Json } from '../../rules/quantity.ts';
import { validate } from '../../rules/sns/validatePolicy.ts';
import type { RawSetting } from '../../scenario/types.ts';

/** The names are the service's own. */
const POLICY = 'FilterPolicy';
const SCOPE = 'FilterPolicyScope';

/**
 * A policy that is nested can only be about bodies: SNS refuses it over attributes. Whoever wrote it meant that.
 * @returns the setting that has to come with it; nothing where all is well, or where nothing helps
 */
export function neededScope(
  policy: Json,
  setting: string,
  written: Readonly<Record<string, RawSetting>>,
  specs: SettingsSpec,
): Readonly<Record<string, string>> {
  if (setting !== POLICY || !Object.hasOwn(specs, SCOPE)) return {};
  const scope = written[SCOPE] ?? specs[SCOPE]!.default;
  if (scope !== 'MessageAttributes' || validate(policy, scope) === null) return {};
  return validate(policy, 'MessageBody') === null ? { [SCOPE]: 'MessageBody' } : {};
}
