import { useStore } from 'zustand';
import { EVERYONE } from '../rules/azure/rag/library.ts';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { RetrievalDeskStore } from './desk.ts';
import { askerOf } from './words.ts';

const OWN = '';

/** Who asks, and what. */
export function AskBar({ desk }: { readonly desk: RetrievalDeskStore }) {
  const { opened, question, questionId, groups } = useStore(desk.store);
  const questions = opened?.questions ?? [];
  const all = [...new Set((opened?.scrolls ?? []).flatMap((scroll) => scroll.groups))].filter(
    (group) => group !== EVERYONE,
  );
  const askers = [[EVERYONE], ...all.map((group) => [EVERYONE, group])];
  if (all.length > 1) askers.push([EVERYONE, ...all]);
  const asker = askers.findIndex((one) => sameGroups(one, groups));
  return (
    <div className="rag-ask">
      {questions.length > 0 && (
        <Select
          label="A question from the list"
          labelShown="hidden"
          value={questionId ?? OWN}
          options={[
            { value: OWN, label: 'My own question' },
            ...questions.map(({ id, asks, kind }) => ({ value: id, label: `${kind}: ${asks}` })),
          ]}
          onChange={(id) => {
            const chosen = questions.find((one) => one.id === id);
            if (chosen) desk.choose(chosen);
            else desk.type(question);
          }}
        />
      )}
      <TextField
        label="Question"
        labelShown="hidden"
        placeholder="What do you want to know?"
        value={question}
        onChange={desk.type}
      />
      <Select
        label="Who asks"
        labelShown="hidden"
        value={String(Math.max(0, asker))}
        options={askers.map((one, i) => ({ value: String(i), label: `${askerOf(one)} asks` }))}
        onChange={(i) => desk.askAs(askers[Number(i)]!)}
      />
    </div>
  );
}

const sameGroups = (a: readonly string[], b: readonly string[]): boolean => {
  const own = (groups: readonly string[]) =>
    [...groups]
      .filter((group) => group !== EVERYONE)
      .sort()
      .join('\n');
  return own(a) === own(b);
};
