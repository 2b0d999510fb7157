import { Fragment, useEffect, useMemo, useState } from 'react';
import { type Block, type Inline, plainBlocks } from './blocks.ts';

type Read = (text: string) => readonly Block[];

let reader: Read | null = null;

/** The reader of Markdown comes when the first text is there; until then its words stand without their marks. */
function useReader(isWanted: boolean): Read | null {
  const [read, setRead] = useState(() => reader);
  useEffect(() => {
    if (read || !isWanted) return;
    let isThere = true;
    import('./markdown.ts')
      .then(({ readMarkdown }) => {
        reader = readMarkdown;
        if (isThere) setRead(() => readMarkdown);
      })
      // Then the text stays plain.
      .catch(() => {});
    return () => {
      isThere = false;
    };
  }, [read, isWanted]);
  return read;
}

/** A text in Markdown, whoever wrote it: no HTML, no pictures, links to the web in a new tab. */
export function Prose({
  text,
  isPreview = false,
}: {
  readonly text: string;
  /** The words alone: what reads their marks is not worth waiting for yet. */
  readonly isPreview?: boolean;
}) {
  const read = useReader(!isPreview);
  const blocks = useMemo(() => (read ?? plainBlocks)(text), [read, text]);
  return (
    <div className="prose story-type">
      <Blocks blocks={blocks} />
    </div>
  );
}

// biome-ignore-start lint/suspicious/noArrayIndexKey: a text is replaced as a whole, and two of its pieces may read the same.

function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return blocks.map((block, i) => <OneBlock key={i} block={block} />);
}

function OneBlock({ block }: { readonly block: Block }) {
  switch (block.is) {
    case 'p':
      return (
        <p>
          <Inlines of={block.of} />
        </p>
      );
    case 'line':
      return (
        <p className="prose-line">
          <span className="prose-who">
            {block.who}
            <span className="visually-hidden">:</span>
          </span>{' '}
          <Inlines of={block.of} />
        </p>
      );
    case 'heading':
      return (
        <h2>
          <Inlines of={block.of} />
        </h2>
      );
    case 'ul':
      return (
        <ul>
          <Items items={block.items} />
        </ul>
      );
    case 'ol':
      return (
        <ol start={block.from}>
          <Items items={block.items} />
        </ol>
      );
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.of} />
        </blockquote>
      );
    case 'pre':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the column can be scrolled by keys.
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'hr':
      return <hr />;
  }
}

function Items({ items }: { readonly items: readonly (readonly Block[])[] }) {
  return items.map((blocks, i) => (
    <li key={i}>
      <Blocks blocks={blocks} />
    </li>
  ));
}

function Inlines({ of }: { readonly of: readonly Inline[] }) {
  return of.map((inline, i) => <Fragment key={i}>{oneInline(inline)}</Fragment>);
}

// biome-ignore-end lint/suspicious/noArrayIndexKey: see above

function oneInline(inline: Inline) {
  if (typeof inline === 'string') return inline;
  switch (inline.is) {
    case 'em':
      return (
        <em>
          <Inlines of={inline.of} />
        </em>
      );
    case 'strong':
      return (
        <strong>
          <Inlines of={inline.of} />
        </strong>
      );
    case 'code':
      return <code>{inline.text}</code>;
    case 'br':
      return <br />;
    case 'a':
      return (
        <a href={inline.href} target="_blank" rel="noopener noreferrer nofollow">
          <Inlines of={inline.of} />
          <span className="visually-hidden"> (opens in a new tab)</span>
        </a>
      );
  }
}
