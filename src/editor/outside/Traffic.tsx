import { useEffect, useState } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import type { Desk } from './bring.ts';
import type { ReadTimes } from './csv.ts';
import { Play } from './Play.tsx';
import type { Recording } from './recording.ts';
import type { TimeColumn } from './timeColumn.ts';

/** Recorded requests: how they were read, how they came, and which of them are played. */
export function Traffic({ desk, text }: { readonly desk: Desk; readonly text: string }) {
  const [wanted, setWanted] = useState<number | null>(null);
  const [read, setRead] = useState<ReadTimes | null>(null);
  useEffect(() => {
    let isOver = false;
    // The reader of tables comes when there is one to read.
    import('./csv.ts').then(
      ({ readTimes }) => isOver || setRead(readTimes(text, wanted)),
      () => isOver || setRead({ ok: false, says: 'The reader of tables could not be loaded. Try it again.' }),
    );
    return () => {
      isOver = true;
    };
  }, [text, wanted]);
  if (!read) return <p className="ui-hint">Reading the moments …</p>;
  if (!read.ok) return <Notice what={read.says} announce="politely" />;
  const { recording } = read;
  return (
    <>
      {recording.columns.length > 1 && (
        <Select
          label="The moments stand in"
          labelShown="above"
          value={String(recording.column.index)}
          options={recording.columns.map((column) => ({
            value: String(column.index),
            label: columnWords(column),
          }))}
          onChange={(index) => setWanted(Number(index))}
        />
      )}
      <Remarks recording={recording} />
      <Play key={recording.column.index} desk={desk} recording={recording} />
    </>
  );
}

const columnWords = ({ index, width, name, format }: TimeColumn): string => {
  const columns = width === 1 ? `column ${index + 1}` : `columns ${index + 1} and ${index + 2}`;
  return `${columns}${name === null ? '' : ` (${name})`}: ${format.words}`;
};

/** What the reader had to decide. */
function Remarks({ recording }: { readonly recording: Recording }) {
  const { column, columns, unreadable } = recording;
  const found = columns.length > 1 ? [] : [`The moments stand in ${columnWords(column)}.`];
  const [first, ...others] = [...found, ...remarksOn(recording)];
  if (first === undefined) return null;
  return (
    <Notice tone={unreadable.count > 0 ? 'warning' : 'hint'} what={first} announce="politely">
      {others.length > 0 && (
        <ul className="outside-details">
          {others.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function remarksOn({ unreadable, unzoned, unsorted }: Recording): readonly string[] {
  const remarks: string[] = [];
  if (unreadable.count === 1)
    remarks.push(`Line ${unreadable.firstLine} says no moment in this format and was left out.`);
  if (unreadable.count > 1)
    remarks.push(
      `${unreadable.count} lines say no moment in this format and were left out; the first is line ${unreadable.firstLine}.`,
    );
  if (unzoned > 0) remarks.push('No zone is said, so the moments are read as UTC.');
  if (unsorted > 0) remarks.push('They did not stand in the order of time, and do now.');
  return remarks;
}
