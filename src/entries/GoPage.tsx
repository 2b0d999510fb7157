import { type ReactNode, useEffect, useState } from 'react';
import { type Desk, openDesk } from '../code/desk.ts';
import { EXAMPLES } from '../code/examples.ts';
import { GoDesk } from '../code/GoDesk.tsx';
import { startGoLab } from '../lab/go/client.ts';
import type { GoProgram } from '../lab/go/protocol.ts';
import { pack, unpack } from '../table/links.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';

const VERSION = 24;
const OWN = 'own';
const CHARS_MAX = 1_000_000;

const programOf = (source: string): GoProgram => ({
  sources: [{ name: 'main.go', source }],
  version: VERSION,
  entry: 'main',
});

/** What a link brings: a program behind the #, and a schedule of it. */
interface Brought {
  readonly source: string;
  readonly schedule: string;
}

async function brought(): Promise<Brought | string | null> {
  const packed = location.hash.slice(1);
  if (packed === '') return null;
  const unpacked = await unpack(packed);
  if (!unpacked.ok) return unpacked.says;
  return { source: unpacked.text, schedule: new URLSearchParams(location.search).get('schedule') ?? '' };
}

/** Go by itself, without a canvas: write a program, take its steps by hand, try every schedule. */
export function GoPage() {
  const [opened, setOpened] = useState<{
    readonly key: string;
    readonly source: string;
    readonly schedule: string;
  } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void brought().then((found) => {
      const first = { key: EXAMPLES[0]!.id, source: EXAMPLES[0]!.source, schedule: '' };
      if (typeof found === 'string') setProblem(found);
      setOpened(found === null || typeof found === 'string' ? first : { key: OWN, ...found });
    });
  }, []);
  if (opened === null) return null;
  const choices = EXAMPLES.map(({ id, title }) => ({ value: id, label: title }));
  const options = opened.key === OWN ? [...choices, { value: OWN, label: 'From the link' }] : choices;

  function choose(id: string) {
    const example = EXAMPLES.find((one) => one.id === id);
    if (example) setOpened({ key: id, source: example.source, schedule: '' });
  }

  return (
    <main className="go-page">
      <h1 className="visually-hidden">Go, every schedule</h1>
      <Opened
        key={opened.key}
        opened={opened}
        problem={problem}
        tools={<Select label="Program" value={opened.key} options={options} onChange={choose} />}
      />
    </main>
  );
}

function Opened(props: {
  readonly opened: Brought;
  readonly problem: string | null;
  readonly tools: ReactNode;
}) {
  const { opened, problem, tools } = props;
  const [desk, setDesk] = useState<Desk | null>(null);
  useEffect(() => {
    const made = openDesk(programOf(opened.source), startGoLab);
    void made.begin(opened.schedule);
    setDesk(made);
    return made.close;
  }, [opened]);
  if (!desk) return null;
  return (
    <GoDesk
      desk={desk}
      tools={tools}
      share={(source, schedule) => <Share source={source} schedule={schedule} />}
      problem={problem}
    />
  );
}

function Share({ source, schedule }: { readonly source: string; readonly schedule: string }) {
  const [said, setSaid] = useState('');
  async function share() {
    // Who opens the link unpacks no more than this.
    if (source.length > CHARS_MAX) return setSaid('This is too long for a link: 1,000,000 letters fit.');
    const query = new URLSearchParams({ page: 'go', ...(schedule === '' ? {} : { schedule }) });
    const link = `${location.origin}${location.pathname}?${query}#${await pack(source)}`;
    history.replaceState(null, '', link);
    setSaid(
      (await navigator.clipboard?.writeText(link).then(
        () => 'The link is copied.',
        () => 'The link stands in the address bar.',
      )) ?? 'The link stands in the address bar.',
    );
  }
  return (
    <>
      <Button onClick={() => void share()}>Share</Button>
      <span role="status" className="go-small go-said">
        {said}
      </span>
    </>
  );
}
