/** What is on the desk: a library, how it is cut and searched, a question, and what came of it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RagLab } from '../lab/rag/client.ts';
import type {
  RagIndexed,
  RagLibrary,
  RagOpened,
  RagProgress,
  RagQueried,
  RagQuestion,
  RagSettings,
  RagSwept,
} from '../lab/rag/protocol.ts';
import { EVERYONE } from '../rules/azure/rag/library.ts';
import { DESK_DEFAULTS, SWEEP } from './settings.ts';

export interface DeskState {
  readonly library: RagLibrary;
  readonly settings: RagSettings;
  readonly question: string;
  /** Of a question whose sources are known; null: typed. */
  readonly questionId: string | null;
  readonly groups: readonly string[];
  readonly opened: RagOpened | null;
  readonly indexed: RagIndexed | null;
  readonly queried: RagQueried | null;
  /** What is shown was asked with other words or settings: the next answer is on its way. */
  readonly isStale: boolean;
  readonly scroll: string | null;
  readonly chunk: string | null;
  readonly sweeping: { readonly progress: RagProgress | null } | null;
  readonly swept: Swept | null;
  /** Why something could not be had; null when all is well. */
  readonly trouble: string | null;
}

export interface Swept extends RagSwept {
  /** With what it was measured. */
  readonly settings: RagSettings;
}

export interface RetrievalDeskStore {
  readonly store: StoreApi<DeskState>;
  /** Another library. @returns why it cannot be read; null: it lies there */
  put(library: RagLibrary): Promise<string | null>;
  set(to: Partial<RagSettings>): void;
  /** Settings that somebody else has made. */
  adopt(settings: RagSettings): void;
  /** Settings that somebody else has made. */
  adopt(settings: RagSettings): void;
  type(question: string): void;
  choose(question: RagQuestion): void;
  askAs(groups: readonly string[]): void;
  openScroll(id: string): void;
  openChunk(key: string): void;
  /** All questions over chunk sizes and numbers of sources. */
  sweep(): Promise<void>;
  callOff(): void;
  close(): void;
}

/** Whoever types no more for so long has paused, ms. */
const PAUSE = 200;

export interface DeskBegins {
  readonly library: RagLibrary;
  readonly settings?: RagSettings;
  /** Id of the question that is asked first; left out: the first of all. */
  readonly question?: string | null;
}

/** @param starts the script, when the desk is opened @param onSet hears that a setting was changed here */
export function openRetrieval(
  begins: DeskBegins,
  starts: () => Promise<RagLab>,
  onSet: () => void = () => {},
): RetrievalDeskStore {
  const store = createStore<DeskState>(() => ({
    library: begins.library,
    settings: begins.settings ?? DESK_DEFAULTS,
    question: '',
    questionId: null,
    groups: [EVERYONE],
    opened: null,
    indexed: null,
    queried: null,
    isStale: true,
    scroll: null,
    chunk: null,
    sweeping: null,
    swept: null,
    trouble: null,
  }));
  const { getState, setState } = store;
  let lab: Promise<RagLab> | null = null;
  let isClosed = false;
  const ready = () => (lab ??= starts());
  /** Grows with every change: an answer to an older question comes too late. */
  let wish = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let calledOff: AbortController | null = null;

  const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

  async function open(library: RagLibrary, first: string | null): Promise<string | null> {
    const mine = ++wish;
    try {
      const opened = await (await ready()).open(library);
      if (mine !== wish || isClosed) return null;
      const question = opened.questions.find(({ id }) => id === first) ?? opened.questions[0];
      calledOff?.abort();
      setState({
        library,
        opened,
        indexed: null,
        queried: null,
        swept: null,
        trouble: opened.fault,
        scroll: opened.scrolls[0]!.id,
        chunk: null,
        question: question?.asks ?? '',
        questionId: question?.id ?? null,
        groups: question?.reader ?? [EVERYONE],
        isStale: true,
      });
      await look();
      return null;
    } catch (error) {
      if (!isClosed && getState().opened === null) setState({ trouble: sentence(error) });
      // What was asked of the old library meanwhile came too late, so it is asked again.
      else if (!isClosed && mine === wish && getState().isStale) void look();
      return sentence(error);
    }
  }

  async function look(): Promise<void> {
    clearTimeout(timer);
    const mine = ++wish;
    const { library, settings, question, questionId, groups, opened } = getState();
    if (opened === null) return;
    setState({ isStale: true });
    try {
      const at = await ready();
      const indexed = await at.index(library, settings);
      if (mine !== wish || isClosed) return;
      setState({ indexed });
      const queried = await at.query(library, settings, { question, groups, id: questionId });
      if (mine !== wish || isClosed) return;
      setState({ queried, isStale: false, trouble: opened.fault, ...shownOf(queried) });
    } catch (error) {
      if (mine === wish && !isClosed) setState({ isStale: false, queried: null, trouble: sentence(error) });
    }
  }

  /** The chunk that is open stays so while it is on the rankings; else the best one is opened. */
  function shownOf(queried: RagQueried): Partial<DeskState> {
    const { chunk, settings, indexed } = getState();
    if (chunk !== null && Object.hasOwn(queried.why, chunk)) return {};
    const best = rankingFor(queried, settings)[0]?.key ?? null;
    const scroll = indexed?.chunks.find(({ key }) => key === best)?.scroll;
    return { chunk: best, ...(scroll === undefined ? {} : { scroll }) };
  }

  function soon(): void {
    wish++;
    setState({ isStale: true });
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE);
  }

  void open(begins.library, begins.question ?? null);
  return {
    store,
    put: (library) => open(library, null),
    set(to) {
      setState({ settings: { ...getState().settings, ...to } });
      onSet();
      soon();
    },
    adopt(settings) {
      if (JSON.stringify(settings) === JSON.stringify(getState().settings)) return;
      setState({ settings });
      soon();
    },
    type(question) {
      setState({ question, questionId: null });
      soon();
    },
    choose({ id, asks, reader }) {
      setState({ question: asks, questionId: id, groups: reader, chunk: null });
      void look();
    },
    askAs(groups) {
      setState({ groups });
      void look();
    },
    openScroll: (scroll) => setState({ scroll, chunk: null }),
    openChunk(key) {
      const scroll = getState().indexed?.chunks.find((one) => one.key === key)?.scroll;
      if (scroll !== undefined) setState({ chunk: key, scroll });
    },
    async sweep() {
      if (getState().sweeping) return;
      const mine = new AbortController();
      calledOff = mine;
      const { library, settings } = getState();
      setState({ sweeping: { progress: null }, trouble: null });
      const progress = (told: RagProgress) => {
        if (calledOff === mine) setState({ sweeping: { progress: told } });
      };
      try {
        const swept = await (await ready()).sweep(library, settings, SWEEP, progress, mine.signal);
        if (calledOff === mine && !isClosed && getState().library === library)
          setState({ swept: { ...swept, settings } });
      } catch (error) {
        if (calledOff === mine && !isClosed) setState({ trouble: sentence(error) });
      } finally {
        if (calledOff === mine) setState({ sweeping: null });
      }
    },
    callOff: () => calledOff?.abort(),
    close() {
      isClosed = true;
      clearTimeout(timer);
      calledOff?.abort();
      void lab?.then((opened) => opened.close());
    },
  };
}

/** The ranking that the prompt is filled from. */
export const rankingFor = (queried: RagQueried, { mode }: Pick<RagSettings, 'mode'>) =>
  mode === 'text' ? queried.text : mode === 'vector' ? queried.vector : queried.fused;
