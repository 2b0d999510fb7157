import { useId, useState } from 'react';
import type { StepText } from '../../scenario/types.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { useChange } from '../hooks.ts';
import { saysOf } from '../says.ts';
import { AreaField } from './fields.tsx';
import { StepPreview } from './StepPreview.tsx';
import './words.css';

const VIEWS = [
  { id: 'write', label: 'Write' },
  { id: 'see', label: 'As the student sees it' },
] as const;
type View = (typeof VIEWS)[number]['id'];

/** The words of a step, and what becomes of them: one behind the other where there is no room for both. */
export function StepWords({ index, step }: { readonly index: number; readonly step: StepText }) {
  const change = useChange();
  const [view, setView] = useState<View>('write');
  const name = useId();
  const path = ['steps', index, 'text'];
  const panel = (id: View) => ({
    role: 'tabpanel',
    id: `${name}-panel-${id}`,
    'aria-labelledby': `${name}-tab-${id}`,
    'data-shown': view === id || undefined,
    className: 'lesson-view',
  });
  return (
    <div className="lesson-words-of">
      <Tabs name={name} label="The words of the step" tabs={VIEWS} selected={view} onSelect={setView} />
      <div {...panel('write')}>
        <AreaField
          label="Text"
          text={step.text}
          limits={path}
          hint={`${saysOf(path)} *Words* are leaned on, and \`words\` are code.`}
          onCommit={(typed) => change(path, typed, `Step ${index + 1}: its text changed`)}
        />
      </div>
      <div {...panel('see')}>
        <StepPreview index={index} />
      </div>
    </div>
  );
}
