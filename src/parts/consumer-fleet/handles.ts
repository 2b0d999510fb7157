/** Which messages a program knows what to do with: by their attributes. */
import type { Letter } from '../../rules/letter.ts';
import type { Json, Read } from '../../rules/quantity.ts';

/** The values that it knows, by attribute; a message must have one of each. */
export type Handles = Readonly<Record<string, readonly string[]>>;

const EXPECTED = 'the values that the program handles by attribute, such as { kind: [digital, gift] }';

export function readHandles(written: Json): Read<Handles> {
  if (!isMap(written)) return { ok: false, expected: EXPECTED };
  const handles: Record<string, readonly string[]> = {};
  for (const [name, values] of Object.entries(written)) {
    if (!Array.isArray(values) || values.length === 0) return { ok: false, expected: EXPECTED };
    if (!values.every((one) => typeof one === 'string' || typeof one === 'number'))
      return { ok: false, expected: `texts or numbers for ${name}` };
    handles[name] = values.map(String);
  }
  return { ok: true, value: handles };
}

export function canHandle(handles: Handles, letter: Letter): boolean {
  return Object.entries(handles).every(([name, values]) =>
    valuesOf(letter, name).some((value) => values.includes(value)),
  );
}

/** A list of values is as good as any of them. A program opens the envelope of a topic: what was in it counts. */
function valuesOf({ attributes = {} }: Letter, name: string): readonly string[] {
  const attribute = attributes[name];
  if (attribute === undefined) return [];
  if (attribute.type !== 'String.Array') return [attribute.value];
  const list = parsed(attribute.value);
  return Array.isArray(list) ? list.map(String) : [];
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function isMap(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
