/** The body of a request of AWS Query: `Attributes.entry.1.key=...`. Counting begins at 1. */
import type { Attribute } from '../../rules/letter.ts';

export interface Form {
  text(name: string): string | undefined;
  /** `Attributes.entry.N.key` and `.value`. */
  map(name: string): Readonly<Record<string, string>>;
  /** `MessageAttributes.entry.N.Name` and `.Value.StringValue`, or `.BinaryValue` in base64. */
  attributes(name: string): Readonly<Record<string, Attribute & { readonly field: 'String' | 'Binary' }>>;
  /** The structures of `PublishBatchRequestEntries.member.N`. */
  members(name: string): readonly Form[];
}

export function readForm(body: string): Form {
  return formOf(new URLSearchParams(body), '');
}

function formOf(fields: URLSearchParams, prefix: string): Form {
  const text = (name: string): string | undefined => fields.get(prefix + name) ?? undefined;
  const numbered = function* (name: string): Generator<string> {
    const keys = [...fields.keys()];
    for (let n = 1; keys.some((key) => key.startsWith(`${prefix}${name}.${n}.`)); n++) yield `${name}.${n}.`;
  };
  return {
    text,
    map: (name) =>
      Object.fromEntries(
        Array.from(numbered(`${name}.entry`), (at) => [text(`${at}key`) ?? '', text(`${at}value`) ?? '']),
      ),
    attributes: (name) =>
      Object.fromEntries(
        Array.from(numbered(`${name}.entry`), (at) => [
          text(`${at}Name`) ?? '',
          {
            type: text(`${at}Value.DataType`) ?? '',
            field: text(`${at}Value.StringValue`) === undefined ? 'Binary' : 'String',
            value: text(`${at}Value.StringValue`) ?? text(`${at}Value.BinaryValue`) ?? '',
          },
        ]),
      ),
    members: (name) => Array.from(numbered(`${name}.member`), (at) => formOf(fields, prefix + at)),
  };
}
