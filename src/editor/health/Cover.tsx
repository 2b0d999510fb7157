import { useState } from 'react';
import { coverFindings, type Ground } from '../../lab/lessonCover.ts';
import type { LessonFinding } from '../../lab/lessonSaid.ts';
import { chooseFile, readFile } from '../../table/files.ts';
import { Button } from '../../ui/Button.tsx';
import { Findings } from './Findings.tsx';

/** A cover is a file beside the scenario: who has drawn one can have it looked at. It is read as text, and never shown. */
export function Cover() {
  const [checked, setChecked] = useState<{
    readonly name: string;
    readonly findings: readonly LessonFinding[];
  } | null>(null);
  const check = async () => {
    const file = await chooseFile('.svg,image/svg+xml');
    if (!file) return;
    const read = await readFile(file);
    const findings = read.ok
      ? coverFindings(new TextDecoder().decode(read.bytes), papers())
      : [{ severity: 'problem' as const, where: [], says: read.says }];
    setChecked({ name: file.name, findings });
  };
  return (
    <div className="health-cover">
      <p>
        A lesson may have a <code>cover.svg</code> beside it: with a title for those who do not see it, in
        colours that can be seen in light and dark.
      </p>
      <Button onClick={() => void check()}>Check a cover</Button>
      <div role="status">
        {checked && checked.findings.length === 0 && <p>{checked.name} has both.</p>}
        {checked && <Findings findings={checked.findings} />}
      </div>
    </div>
  );
}

/** The paper of both themes, as the tokens say. */
function papers(): readonly Ground[] {
  return ['light', 'dark'].flatMap((theme) => {
    const probe = document.createElement('i');
    probe.dataset.theme = theme;
    document.body.append(probe);
    const colour = getComputedStyle(probe).getPropertyValue('--paper').trim();
    probe.remove();
    return /^#[\da-f]{6}$/i.test(colour) ? [{ name: `${theme} paper`, colour }] : [];
  });
}
