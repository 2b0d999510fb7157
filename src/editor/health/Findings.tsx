import type { LessonFinding } from '../../lab/lessonSaid.ts';
import { Button } from '../../ui/Button.tsx';
import { useAuthor } from '../hooks.ts';

/** Sentences about the lesson, each with the way to the place that it is about. */
export function Findings({ findings }: { readonly findings: readonly LessonFinding[] }) {
  const author = useAuthor();
  if (findings.length === 0) return null;
  return (
    <ul className="health-findings">
      {findings.map(({ severity, where, says }) => (
        <li key={`${where.join('.')} ${says}`} data-severity={severity}>
          <span className="health-sign" aria-hidden="true">
            {severity === 'problem' ? '×' : 'i'}
          </span>
          <p>
            <span className="visually-hidden">{severity === 'problem' ? 'Problem: ' : 'Hint: '}</span>
            {says}
          </p>
          {where.length > 0 && (
            <Button look="quiet" aria-label={`Show where: ${says}`} onClick={() => author.reveal(where)}>
              Show
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
