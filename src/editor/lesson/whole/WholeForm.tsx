import type { Scenario } from '../../../scenario/types.ts';
import { ClaimsForm } from '../../checks/ClaimsForm.tsx';
import { useChange, useScenario } from '../../hooks.ts';
import { saysOf } from '../../says.ts';
import { ChoiceField } from '../ChoiceField.tsx';
import { Fold } from '../Fold.tsx';
import { AreaField, LineField } from '../fields.tsx';
import { ArticleForm } from './ArticleForm.tsx';
import { ChallengeFold } from './ChallengeFold.tsx';
import { ChartsForm } from './ChartsForm.tsx';
import { WindowsForm } from './WindowsForm.tsx';

const SERIES: readonly { readonly value: Scenario['series']; readonly label: string }[] = [
  { value: 'aws', label: 'The Secret Life of AWS' },
  { value: 'azure', label: 'The Secret Life of Azure' },
  { value: 'go', label: 'The Secret Life of Go' },
  { value: 'none', label: 'none of them' },
];

/** What is said of the whole lesson. */
export function WholeForm() {
  const scenario = useScenario();
  const change = useChange();
  const { title, id, series, summary, duration, seed, article } = scenario;
  const claims = scenario.claims?.length ?? 0;
  return (
    <div className="lesson-form">
      <LineField
        label="Title"
        text={title}
        limits={['title']}
        onCommit={(typed) => change(['title'], typed, `The lesson is called ${typed}`)}
      />
      <AreaField
        label="Summary"
        text={summary}
        limits={['summary']}
        hint={saysOf(['summary'])}
        onCommit={(typed) => change(['summary'], typed, 'The summary changed')}
      />
      <div className="lesson-pair">
        <LineField
          label="Id"
          look="figure"
          text={id}
          hint="Addresses and saved progress go by it: another id is another lesson."
          onCommit={(typed) => change(['id'], typed, `The id is ${typed}`)}
        />
        <ChoiceField
          label="Series"
          value={series}
          options={SERIES}
          hint="Decides the accent colour."
          onSet={(value) => change(['series'], value, 'The series changed')}
        />
      </div>
      <div className="lesson-pair">
        <LineField
          label="Length of the run"
          look="figure"
          text={String(duration)}
          hint="Such as 90s, 5m or 1h 30m."
          onCommit={(typed) => change(['duration'], typed, `The run lasts ${typed}`)}
        />
        <LineField
          label="Seed"
          look="figure"
          numeric
          text={String(seed)}
          hint={saysOf(['seed'])}
          onCommit={(typed) =>
            /^\d{1,10}$/.test(typed)
              ? change(['seed'], Number(typed), `The seed is ${typed}`)
              : 'Expected a whole number, 0 to 4294967295.'
          }
        />
      </div>
      <Fold title="Article" now={article?.title ?? 'none'}>
        <ArticleForm article={article} />
      </Fold>
      <ChartsForm />
      <WindowsForm />
      <Fold title="Claims" now={CLAIMS[claims] ?? `${claims} claims`}>
        <ClaimsForm />
      </Fold>
      <ChallengeFold />
    </div>
  );
}

const CLAIMS = ['none', '1 claim'];
