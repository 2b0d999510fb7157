import { lazy, Suspense } from 'react';
import { TabPanel, Tabs } from '../ui/Tabs.tsx';
import type { Tab } from './author.ts';
import { useAuthor, useAuthored, useScenario } from './hooks.ts';
import './author.css';

const TextPanel = lazy(() => import('./TextPanel.tsx').then((m) => ({ default: m.TextPanel })));
const LessonPanel = lazy(() => import('./lesson/LessonPanel.tsx').then((m) => ({ default: m.LessonPanel })));
const DesignsPanel = lazy(() =>
  import('./designs/DesignsPanel.tsx').then((m) => ({ default: m.DesignsPanel })),
);
const HealthPanel = lazy(() => import('./health/HealthPanel.tsx').then((m) => ({ default: m.HealthPanel })));
const HandOutPanel = lazy(() =>
  import('./handout/HandOutPanel.tsx').then((m) => ({ default: m.HandOutPanel })),
);

const PANELS = {
  text: TextPanel,
  lesson: LessonPanel,
  designs: DesignsPanel,
  health: HealthPanel,
  'hand-out': HandOutPanel,
} as const;

const TABS: readonly { readonly id: Tab; readonly label: string }[] = [
  { id: 'text', label: 'Text' },
  { id: 'lesson', label: 'Lesson' },
  { id: 'designs', label: 'Designs' },
  { id: 'health', label: 'Health' },
  { id: 'hand-out', label: 'Hand out' },
];

/** What an author writes, beside the table that it is about. */
export function AuthorColumn() {
  const author = useAuthor();
  const tab = useAuthored((state) => state.tab);
  const { title } = useScenario();
  const Panel = PANELS[tab];
  return (
    <div className="author">
      <h1 className="visually-hidden">Author’s desk: {title}</h1>
      <Tabs name="author" label="The lesson" tabs={TABS} selected={tab} onSelect={author.openTab} />
      {/* The editor stays: whoever comes back finds the cursor where it was. */}
      <div hidden={tab !== 'text'} className="author-kept">
        <TabPanel name="author" tab="text" className="author-panel">
          <Suspense fallback={<Fetching />}>
            <TextPanel />
          </Suspense>
        </TabPanel>
      </div>
      {tab !== 'text' && (
        <TabPanel key={tab} name="author" tab={tab} className="author-panel">
          <h2 className="visually-hidden">{TABS.find(({ id }) => id === tab)?.label}</h2>
          <Suspense fallback={<Fetching />}>
            <Panel />
          </Suspense>
        </TabPanel>
      )}
    </div>
  );
}

function Fetching() {
  return <p className="author-fetching story-type">One moment.</p>;
}
