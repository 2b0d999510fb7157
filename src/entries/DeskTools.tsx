import { Ellipsis, FolderOpen, Link, RotateCcw, Save, Share2, Trash2 } from 'lucide-react';
import { useMedia } from '../player/hooks.ts';
import { MINE } from '../scenario/designNames.ts';
import { chooseFile, download, readFile } from '../table/files.ts';
import type { AtTable } from '../table/hooks.ts';
import { LINK_CHARS_MAX, pack } from '../table/links.ts';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { keep, readKept } from '../ui/storage.ts';
import { ASKS, AskButtons, RUN } from './AskButtons.tsx';
import { asidesOf, forgetAsides, setAside } from './asides.ts';
import type { Keeping } from './keepText.ts';
import { goTo } from './navigation.ts';
import { LESSON_KEPT, OPENED_KEPT, TEXT_IN_LINK } from './subject.ts';

export interface DeskToolsProps {
  readonly at: AtTable;
  readonly keeping: Keeping;
  /** Edits change the scenario itself; an episode is the same for everybody. */
  readonly owns: boolean;
  /** The name under which the browser keeps this table; null: it does not. */
  readonly keptAs: string | null;
}

/** What can be asked of the run, and how it leaves the house. */
export function DeskTools({ at: { table }, keeping, owns, keptAs }: DeskToolsProps) {
  const isNarrow = useMedia('(max-width: 799px)');
  const leaves = (close: () => void) => (
    <>
      <Button look="quiet" onClick={() => void copyLink(table, keeping, owns).finally(close)}>
        <Link size={15} aria-hidden="true" /> Copy a link to this
      </Button>
      <Button look="quiet" onClick={() => void save(table, keeping).finally(close)}>
        <Save size={15} aria-hidden="true" /> Save as a file
      </Button>
      <Button look="quiet" onClick={() => void open(table, keeping, owns).finally(close)}>
        <FolderOpen size={15} aria-hidden="true" /> Open a file …
      </Button>
      {owns && (
        <Button look="quiet" onClick={() => void keeping.beginAnew().finally(close)}>
          <RotateCcw size={15} aria-hidden="true" /> Begin anew
        </Button>
      )}
      {keptAs !== null && asidesOf(keptAs).length > 0 && (
        <>
          <Button
            look="quiet"
            onClick={() => {
              saveAsides(table, keptAs);
              close();
            }}
          >
            <Save size={15} aria-hidden="true" /> Save what was here before
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              forgetAsides(keptAs);
              table.say('What was here before is forgotten.');
              close();
            }}
          >
            <Trash2 size={15} aria-hidden="true" /> Forget what was here before
          </Button>
        </>
      )}
    </>
  );
  if (isNarrow) {
    return (
      <Disclosure name="More" label={<Ellipsis size={18} aria-hidden="true" />}>
        {(close) => (
          <>
            <AskButtons table={table} asks={[...ASKS, RUN]} onAsk={close} />
            {leaves(close)}
          </>
        )}
      </Disclosure>
    );
  }
  return (
    <>
      <AskButtons table={table} asks={ASKS} />
      <Disclosure
        label={
          <>
            <Share2 size={15} aria-hidden="true" />
            Share
          </>
        }
      >
        {leaves}
      </Disclosure>
    </>
  );
}

type Table = AtTable['table'];

/** The address leads to what is on the screen; what the reader made goes along, compressed, behind its #. */
async function copyLink(table: Table, keeping: Keeping, owns: boolean): Promise<void> {
  const { design } = table.store.getState();
  const address = new URL(location.href);
  if (owns || design === MINE) {
    const packed = await pack(await keeping.text());
    address.searchParams.delete('scenario');
    address.searchParams.delete('step');
    address.searchParams.set('page', 'shared');
    address.hash = TEXT_IN_LINK + packed;
  }
  const link = String(address);
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    return table.refuse(
      'The browser does not let this page use the clipboard: copy the address above instead.',
    );
  }
  table.say(
    link.length > LINK_CHARS_MAX
      ? `Link copied. It has ${link.length} characters, which some mail programs cut off: a file is safer.`
      : `Link copied: ${link.length} characters.`,
  );
}

async function save(table: Table, keeping: Keeping): Promise<void> {
  try {
    download(`${table.store.getState().scenario.id}.yaml`, await keeping.text(), 'text/yaml;charset=utf-8');
    table.say('Saved as a file.');
  } catch (error) {
    table.refuse(`It could not be saved: ${error instanceof Error ? error.message : error}`);
  }
}

/** A file goes onto a table of its own; one's own table takes it as a step of its history. */
async function open(table: Table, keeping: Keeping, owns: boolean): Promise<void> {
  const chosen = await chooseFile('.yaml,.yml,text/yaml');
  if (!chosen) return;
  const file = await readFile(chosen);
  if (!file.ok) return table.refuse(file.says);
  const { scenario, problems } = await (await keeping.texts()).read(file.bytes);
  if (!scenario) {
    const [first] = problems;
    const place = first && first.line > 0 ? `, line ${first.line}, column ${first.column}` : '';
    const more = problems.length > 1 ? ` It has ${problems.length} problems in all.` : '';
    return table.refuse(`${file.name}${place}: ${first?.says ?? 'This is no scenario.'}${more}`);
  }
  const text = new TextDecoder().decode(file.bytes);
  if (owns) return keeping.bring(scenario, text, `${file.name} opened`);
  if (scenario.steps && keep(LESSON_KEPT, text) === 'kept') return goTo('?page=lesson');
  const before = readKept(OPENED_KEPT);
  // What somebody made of the file that was here before is not thrown away for this one.
  const isSafe = before === null || before === text || setAside(OPENED_KEPT, before);
  if (isSafe && keep(OPENED_KEPT, text) === 'kept') return goTo('?page=opened');
  table.refuse(
    'This browser has no room for it beside what it keeps for this page: open the file in the sandbox instead.',
  );
}

/** What was on this table in another tab, or before another file was opened. */
function saveAsides(table: Table, keptAs: string): void {
  const asides = asidesOf(keptAs);
  asides.forEach((text, i) => {
    download(`${keptAs}-${i + 1}.yaml`, text, 'text/yaml;charset=utf-8');
  });
  table.say(asides.length === 1 ? 'Saved as a file.' : `Saved as ${asides.length} files.`);
}
