import { ExternalLink } from 'lucide-react';
import { type MouseEvent, useState } from 'react';
import { LINK_CHARS_MAX } from '../../table/links.ts';
import { Notice } from '../../ui/Notice.tsx';
import { keep } from '../../ui/storage.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useScenario } from '../hooks.ts';
import {
  authorAddress,
  embedSnippet,
  isLong,
  LESSON_KEPT,
  loadAddress,
  studentAddress,
  withText,
} from './addresses.ts';
import { CopyField } from './CopyField.tsx';
import { Part } from './Part.tsx';
import { usePacked } from './usePacked.ts';

/** The lesson as an address: to be followed, to be changed by somebody else, to stand in another page. */
export function LinkPart() {
  const { text, packed, why } = usePacked();
  const { title } = useScenario();
  const base = document.baseURI;
  const linkTo = (address: string) => (packed === '' ? '' : withText(address, packed));
  const student = linkTo(studentAddress(base));
  const author = linkTo(authorAddress(base));
  return (
    <>
      <Part title="Link">
        {why && <Notice tone="warning" what={why} announce="politely" />}
        <CopyField
          label="For students"
          value={student}
          copy="Copy the link for students"
          hint={lengthOf(student)}
        >
          <Try link={student} text={text} base={base} />
        </CopyField>
        {isLong(student) && <TooLong base={base} length={student.length} />}
        <CopyField label="For another author" value={author} copy="Copy the link for an author" />
        <p className="handout-aside">
          The text itself is in the link, behind the #, with its comments and every answer: no server gets to
          see it, and whoever has the link can read all of it.
        </p>
      </Part>
      <Part title="Embed">
        <CopyField
          label="For a page of your own"
          value={student === '' ? '' : embedSnippet(student, title)}
          copy="Copy the lines"
          lines={6}
          hint="A link, and the lesson in a frame that can do nothing to the page around it. Not every host of the lab lets such a frame load it; the link works everywhere."
        />
      </Part>
    </>
  );
}

const lengthOf = (link: string): string =>
  link === '' ? 'It is being made.' : `${link.length.toLocaleString('en')} characters.`;

interface TryProps {
  /** Empty: it is not there yet. */
  readonly link: string;
  readonly text: string;
  readonly base: string;
}

/** A long link goes by way of what the browser keeps. */
function Try({ link, text, base }: TryProps) {
  const [isFull, setFull] = useState(false);
  const isKept = isLong(link);
  function open(event: MouseEvent): void {
    const cannot = isKept && keep(LESSON_KEPT, text) === 'not kept';
    setFull(cannot);
    if (cannot) event.preventDefault();
  }
  if (link === '')
    return (
      <button type="button" className="ui-button" disabled>
        Try it as a student
      </button>
    );
  return (
    <>
      <a
        className="ui-button"
        href={isKept ? studentAddress(base) : link}
        target="_blank"
        rel="noopener"
        onClick={open}
        onAuxClick={open}
      >
        <ExternalLink size={16} aria-hidden="true" />
        Try it as a student
        <span className="visually-hidden"> (opens in a new tab)</span>
      </a>
      {isFull && (
        <Notice
          what="This browser keeps nothing for this page, and the link is too long: save the lesson as a file and open that in the lab."
          announce="now"
        />
      )}
    </>
  );
}

/** The way out: the text lies somewhere on the web, and the link only says where. */
function TooLong({ base, length }: { readonly base: string; readonly length: number }) {
  const [file, setFile] = useState('');
  const isAddress = /^https:\/\/[^\s/]+\/\S+$/.test(file.trim());
  return (
    <Notice
      tone="warning"
      what={`This link has ${length.toLocaleString('en')} characters. Some mail programs and chats cut a link after ${LINK_CHARS_MAX.toLocaleString('en')}.`}
      announce="politely"
    >
      <div className="handout-long">
        <p>
          Hand out the file instead; or put the file on the web, and hand out a link that says where it is.
        </p>
        <TextField
          label="Address of the file on the web"
          labelShown="above"
          type="url"
          placeholder="https://example.org/lesson.yaml"
          value={file}
          onChange={setFile}
          problem={
            file.trim() === '' || isAddress
              ? undefined
              : 'An address of a file that begins with https:// is expected.'
          }
        />
        <CopyField
          label="Short link for students"
          value={isAddress ? loadAddress(base, file.trim()) : ''}
          copy="Copy the short link"
        />
      </div>
    </Notice>
  );
}
