/** Sizes in bytes as Go's compiler lays values out on amd64: what memory is counted by. */
import { underlying } from './identical.ts';
import type { Struct, Type } from './model.ts';

const WORD = 8;

/** By the kind of type, in words; of what is not here its parts decide. */
const WORDS: Partial<Readonly<Record<Type['kind'], number>>> = {
  pointer: 1,
  map: 1,
  chan: 1,
  signature: 1,
  slice: 3,
  interface: 2,
};

interface Layout {
  readonly size: number;
  readonly align: number;
}

function layout(type: Type): Layout {
  const under = underlying(type);
  switch (under.kind) {
    case 'basic':
      return basicLayout(under.name);
    case 'array': {
      const { size, align } = layout(under.element);
      return { size: size * Math.max(under.length, 0), align };
    }
    case 'struct':
      return ofStruct(under);
    case 'tuple':
      return structLayout(under.elements).whole;
    default:
      return { size: (WORDS[under.kind] ?? 0) * WORD, align: WORD };
  }
}

const known = new WeakMap<Struct, Layout>();

function ofStruct(type: Struct): Layout {
  const layout = known.get(type) ?? structLayout(type.fields.map((field) => field.type)).whole;
  known.set(type, layout);
  return layout;
}

function basicLayout(name: string): Layout {
  if (name.endsWith('string')) return { size: 2 * WORD, align: WORD };
  if (name.endsWith('bool')) return { size: 1, align: 1 };
  const size = Number(/\d+$/.exec(name)?.[0] ?? 64) / 8;
  return { size, align: name.startsWith('complex') ? size / 2 : size };
}

function structLayout(types: readonly Type[]): {
  readonly whole: Layout;
  readonly offsets: readonly number[];
} {
  let [end, align] = [0, 1];
  let last = 1;
  const offsets = types.map((type) => {
    const field = layout(type);
    const offset = aligned(end, field.align);
    [end, align, last] = [offset + field.size, Math.max(align, field.align), field.size];
    return offset;
  });
  // A pointer to an empty last field must not point behind the struct.
  if (last === 0 && end > 0) end++;
  return { whole: { size: aligned(end, align), align }, offsets };
}

const aligned = (offset: number, align: number): number => Math.ceil(offset / align) * align;

export const sizeOf = (type: Type): number => layout(type).size;
export const alignOf = (type: Type): number => layout(type).align;
/** Where the fields of a struct begin. */
export const offsetsOf = (fields: readonly Type[]): readonly number[] => structLayout(fields).offsets;
