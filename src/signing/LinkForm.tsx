import { useId } from 'react';
import { policiesSet } from '../rules/azure/sas/deeds.ts';
import { LETTERS, type LetterSet, letterSays } from '../rules/azure/sas/permissions.ts';
import { momentText } from '../rules/azure/sas/times.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { choices, HOUR_MS, KINDS, leftTo, lettersOf, problemsOf, type SasForm, versionsOf } from './form.ts';
import './form.css';
import type { World } from './world.ts';

export interface LinkFormProps {
  readonly form: SasForm;
  readonly world: World;
  readonly onChange: (to: Partial<SasForm>) => void;
}

const LENGTHS = [
  { says: '1 h', ms: HOUR_MS },
  { says: '1 d', ms: 24 * HOUR_MS },
  { says: '30 d', ms: 720 * HOUR_MS },
] as const;

/** What the link is to allow. Every change signs it anew. */
export function LinkForm({ form, world, onChange }: LinkFormProps) {
  const problems = problemsOf(form);
  const policies = policiesSet(world.account, form.container);
  const left = leftTo(policies.find(({ id }) => id === form.policy) ?? null);
  const isOfKey = form.kind !== 'userDelegation';
  const blobs = world.held.filter(({ container }) => container === form.container);
  return (
    <form className="sign-form" aria-label="What the link says" onSubmit={(event) => event.preventDefault()}>
      <Select
        label="Kind"
        labelShown="above"
        value={form.kind}
        options={KINDS}
        onChange={(kind) => onChange({ kind })}
      />
      <Suggested
        label="Container"
        value={form.container}
        among={[
          ...new Set([
            ...Object.keys(world.account.containers),
            ...world.held.map(({ container }) => container),
          ]),
        ]}
        onChange={(container) => onChange({ container: container.trim() })}
      />
      <Suggested
        label={form.kind === 'account' ? 'Blob that is asked for' : 'Blob (none: the whole container)'}
        value={form.blob}
        among={blobs.map(({ blob }) => blob)}
        onChange={(blob) => onChange({ blob })}
      />
      {form.kind === 'account' && (
        <>
          <Letters
            title="Services (ss)"
            letters={['b', 'f', 'q', 't']}
            says={SERVICES}
            on={form.services}
            onChange={(services) => onChange({ services: inOrder(services, 'btqf') })}
          />
          <Letters
            title="Resource types (srt)"
            letters={['s', 'c', 'o']}
            says={TYPES}
            on={form.types}
            onChange={(types) => onChange({ types: inOrder(types, 'sco') })}
          />
        </>
      )}
      {left.permissions ? (
        <Left title="Permissions" policy={form.policy} />
      ) : (
        <Letters
          title="Permissions (sp)"
          letters={choices(form)}
          says={saysFor(lettersOf(form))}
          on={form.permissions}
          onChange={(permissions) => onChange({ permissions })}
        />
      )}
      {left.start ? (
        <Left title="Start" policy={form.policy} />
      ) : (
        <TextField
          label="Start (st), UTC"
          labelShown="above"
          placeholder="none: it holds at once"
          value={form.start}
          problem={problems.start}
          onChange={(start) => onChange({ start })}
        />
      )}
      {left.expiry ? (
        <Left title="Expiry" policy={form.policy} />
      ) : (
        <div className="sign-expiry">
          <TextField
            label="Expiry (se), UTC"
            labelShown="above"
            value={form.expiry}
            problem={problems.expiry}
            onChange={(expiry) => onChange({ expiry })}
          />
          <span className="sign-lengths">
            {LENGTHS.map(({ says, ms }) => (
              <Button
                key={says}
                look="quiet"
                aria-label={`Expires ${says} from now`}
                onClick={() => onChange({ expiry: momentText(world.nowMs + ms) })}
              >
                {says}
              </Button>
            ))}
          </span>
        </div>
      )}
      <Select
        label="Protocol (spr)"
        labelShown="above"
        value={form.protocol}
        options={PROTOCOLS}
        onChange={(protocol) => onChange({ protocol })}
      />
      <TextField
        label="Address (sip)"
        labelShown="above"
        placeholder="any"
        value={form.ip}
        problem={problems.ip}
        onChange={(ip) => onChange({ ip })}
      />
      {form.kind === 'service' && (
        <Select
          label="Stored policy (si)"
          labelShown="above"
          value={form.policy}
          options={[
            { value: '', label: 'none' },
            ...policies.map(({ id }) => ({ value: id, label: id })),
            ...(form.policy !== '' && !policies.some(({ id }) => id === form.policy)
              ? [{ value: form.policy, label: `${form.policy} (revoked)` }]
              : []),
          ]}
          onChange={(policy) => onChange({ policy })}
        />
      )}
      {isOfKey ? (
        <Select
          label="Signed with"
          labelShown="above"
          value={form.key}
          options={KEYS}
          onChange={(key) => onChange({ key })}
        />
      ) : (
        <p className="ui-hint sign-wide">
          Signed with a user’s key, which the account gives out for seven days at most. No account key is
          touched.
        </p>
      )}
      <Select
        label="Version (sv)"
        labelShown="above"
        value={form.version}
        options={versionsOf(form.kind).map((value) => ({ value, label: value }))}
        onChange={(version) => onChange({ version })}
      />
    </form>
  );
}

const PROTOCOLS = [
  { value: 'https', label: 'https alone' },
  { value: 'https,http', label: 'https and http' },
] as const;

const KEYS = [
  { value: 'key1', label: 'key 1' },
  { value: 'key2', label: 'key 2' },
] as const;

const SERVICES: Readonly<Record<string, string>> = { b: 'Blobs', f: 'Files', q: 'Queues', t: 'Tables' };
const TYPES: Readonly<Record<string, string>> = { s: 'Service', c: 'Container', o: 'Object' };

const saysFor = (set: LetterSet): Readonly<Record<string, string>> =>
  Object.fromEntries([...LETTERS[set]].map((letter) => [letter, letterSays(letter, set)]));

const inOrder = (letters: string, order: string): string =>
  [...order].filter((letter) => letters.includes(letter)).join('');

interface LettersProps {
  readonly title: string;
  readonly letters: readonly string[];
  readonly says: Readonly<Record<string, string>>;
  readonly on: string;
  readonly onChange: (on: string) => void;
}

function Letters({ title, letters, says, on, onChange }: LettersProps) {
  return (
    <fieldset className="sign-letters sign-wide">
      <legend>{title}</legend>
      {letters.map((letter) => (
        <label key={letter} title={says[letter]}>
          <input
            type="checkbox"
            checked={on.includes(letter)}
            onChange={(event) =>
              onChange(
                letters
                  .filter((other) => (other === letter ? event.target.checked : on.includes(other)))
                  .join(''),
              )
            }
          />
          <code>{letter}</code> <span>{says[letter]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What the policy says may not stand in the link too. */
function Left({ title, policy }: { readonly title: string; readonly policy: string }) {
  return (
    <p className="sign-left">
      <span>{title}</span> <span className="ui-hint">left to the policy {policy}</span>
    </p>
  );
}

interface SuggestedProps {
  readonly label: string;
  readonly value: string;
  readonly among: readonly string[];
  readonly onChange: (value: string) => void;
}

/** Any text, and those that are known offered. */
function Suggested({ label, value, among, onChange }: SuggestedProps) {
  const list = useId();
  return (
    <div className="sign-wide">
      <TextField label={label} labelShown="above" value={value} list={list} onChange={onChange} />
      <datalist id={list}>
        {among.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </div>
  );
}
