/** The author's desk, opened: a text, a table that says the same, a lab, and what stands around them. */
import { scenarios } from 'virtual:scenarios';
import type { ReactNode } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { AuthorColumn } from '../editor/AuthorColumn.tsx';
import { type Author, createAuthor, type Shelved, writerOf } from '../editor/author.ts';
import { Broken } from '../editor/Broken.tsx';
import { RecordingBand } from '../editor/designs/RecordingBand.tsx';
import { SaveKey } from '../editor/handout/SaveKey.tsx';
import { AuthorContext } from '../editor/hooks.ts';
import { Outside } from '../editor/outside/Outside.tsx';
import { sketched } from '../editor/sketch.ts';
import { startLab } from '../lab/client.ts';
import { catalog } from '../parts/catalog.ts';
import { createPlayer, type Player } from '../player/player.ts';
import type { ShellProps } from '../player/Shell.tsx';
import { BLANK_TEXT } from '../scenario/blank.ts';
import { designNames, START } from '../scenario/designNames.ts';
import { parseScenario } from '../scenario/parse.ts';
import { TableContext } from '../table/hooks.ts';
import { createTable } from '../table/table.ts';
import { isBroken } from '../table/writing.ts';
import { readAddress } from './address.ts';
import { keepText } from './keepText.ts';
import type { Subject } from './subject.ts';
import { createWorkbench } from './workbench.tsx';

type AuthorShell = Partial<Omit<ShellProps, 'player' | 'theme'>> & Pick<ShellProps, 'story' | 'primary'>;

export interface OpenedAuthor {
  readonly author: Author;
  readonly player: Player;
  readonly shell: StoreApi<AuthorShell>;
  readonly around: (node: ReactNode) => ReactNode;
  close(): void;
}

const SHELF: readonly Shelved[] = scenarios.map(({ id, title, summary, group, text }) => ({
  id,
  title,
  summary,
  group,
  text,
}));

/** @throws Error in words for the reader when there is nothing that could be opened */
export async function openAuthor(subject: Subject): Promise<OpenedAuthor> {
  const address = readAddress(location.search);
  const [lab, loaded] = await Promise.all([
    startLab('values', address.place ?? undefined, subject.kit),
    subject.load(),
  ]);
  const text = loaded.source as string;
  const { scenario } = parseScenario(text, catalog);
  const lies = scenario ?? parseScenario(BLANK_TEXT, catalog).scenario!;
  const design = designNames(lies).find((name) => name === address.design) ?? START;
  const player = createPlayer(lab);
  const table = createTable(player, lies, {
    owns: true,
    design,
    text: { begun: text, writer: writerOf(catalog) },
  });
  const bench = createWorkbench(table, { owns: true, isEpisode: false, roomyFrom: 1700 });
  const author = createAuthor(bench.at, SHELF);
  const scene = sketched(bench.at);
  const keeping = keepText(subject, table, { text, isKept: loaded.isKept });
  const around = (node: ReactNode) => (
    <TableContext value={bench.at}>
      <AuthorContext value={author}>{node}</AuthorContext>
    </TableContext>
  );

  function now(): AuthorShell {
    const shell = bench.shell();
    return {
      ...shell,
      scene,
      desk: 'Lesson',
      isStale: isBroken(table.store.getState().written),
      story: around(<AuthorColumn />),
      primary: null,
      shelf: (theme) => (
        <>
          {shell.shelf?.(theme)}
          {around(
            <>
              <RecordingBand />
              <Broken />
              <Outside />
              <SaveKey />
            </>,
          )}
        </>
      ),
    };
  }

  const shell = createStore<AuthorShell>()(() => now());
  const show = () => shell.setState(now());
  const stops = [
    bench.subscribe(show),
    table.store.subscribe((after, before) => {
      if (after.written !== before.written) show();
    }),
  ];
  const { seed, at } = address;
  void player.open(lies, design, seed === null ? {} : { seed }, at);
  return {
    author,
    player,
    shell,
    around,
    close() {
      for (const stop of stops) stop();
      bench.close();
      scene.close();
      keeping.close();
      table.close();
      player.close();
    },
  };
}
