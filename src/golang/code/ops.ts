/**
 * The instructions of the Go machine: five numbers each, [op, a, b, c, d]. `r[x]` is a register of the running frame.
 * Constants of their own, not an object's properties: the bundler writes the numbers into the interpreter's switch.
 *
 * An instruction marked VISIBLE touches what other goroutines may touch: it is a place where the scheduler may let
 * somebody else go first (a door). Memory of a container that one goroutine alone can reach is not visible; the machine knows.
 * Marked PANICS: may begin a panic. Every check of the language (nil, bounds, division, closed channels) is the machine's.
 */
export const WIDTH = 5;

// Registers and constants
export const MOVE = 1; // r[a] = r[b]; aggregates: the same container
export const CONST = 2; // r[a] = constants[b]
export const NUMBER = 3; // r[a] = b, a small whole number
export const ZERO = 4; // r[a] = a fresh container of layouts[b], all zero
export const GLOBAL = 5; // r[a] = the container of globals[b]: a box, or the aggregate itself
export const CAPTURED = 6; // r[a] = captured[b] of the running closure: a value, or the box of a variable

// Arithmetic. d = what kind of number (NumberKind of program.ts). Results are canonical: see state.ts.
export const ADD = 10; // r[a] = r[b] + r[c]; strings too
export const SUB = 11;
export const MUL = 12;
export const QUO = 13; // PANICS: integer divide by zero
export const REM = 14; // PANICS
export const AND = 15;
export const OR = 16;
export const XOR = 17;
export const AND_NOT = 18;
export const SHL = 19; // the count is any integer; PANICS: negative shift amount
export const SHR = 20;
export const NEG = 21; // r[a] = -r[b]
export const COMPLEMENT = 22; // r[a] = ^r[b]
export const NOT = 23; // r[a] = !r[b]
export const ADD_INT = 24; // the three that programs do most, for int (= int64) only
export const SUB_INT = 25;
export const CONVERT = 26; // r[a] = r[b] of kind c as kind d, numbers only
export const COMPLEX = 27; // r[a] = complex(r[b], r[c]) of kind d
export const REAL = 28; // r[a] = real(r[b])
export const IMAG = 29;

// Comparison
export const LESS = 30; // r[a] = r[b] < r[c]: numbers and strings
export const LESS_EQUAL = 31;
export const SAME = 32; // r[a] = r[b] === r[c]: numbers, booleans, strings, channels, maps with nil, pointers to aggregates
export const EQUAL = 33; // r[a] = r[b] == r[c] for all else, by types[d]; PANICS: comparing uncomparable type; VISIBLE for aggregates

// Jumps. Targets are places in `code` (already multiplied by WIDTH).
export const JUMP = 40; // to a
export const JUMP_IF = 41; // to b when r[a]
export const JUMP_UNLESS = 42; // to b unless r[a]
export const JUMP_LESS = 43; // to c when r[a] < r[b]
export const JUMP_NOT_LESS = 44; // to c unless r[a] < r[b]

// Strings: JavaScript strings of bytes.
export const STRING_AT = 50; // r[a] = r[b][r[c]]; PANICS
export const STRING_LENGTH = 51; // r[a] = len(r[b])
export const STRING_SLICE = 52; // r[a] = r[b][r[c]:r[d]]; d = -1: to the end; PANICS
export const STRING_CONVERT = 53; // r[a] = r[b] converted; c = one of STRING_CONVERSIONS; VISIBLE from a slice; d = layout of a slice to be made
export const STRING_RUNE = 54; // r[a], r[a + 1] = the rune of r[b] at r[c], and the place after it; at the end r[a + 1] = -1

// Containers: structs, arrays, boxes. A pointer to an aggregate is the container itself, nil is null.
export const FIELD = 60; // r[a] = r[b].slots[c], a scalar; VISIBLE; PANICS: nil
export const SET_FIELD = 61; // r[a].slots[b] = r[c]; VISIBLE; PANICS
export const FIELD_FINAL = 62; // as FIELD, of a slot that nobody writes after it is shared: not visible
export const INNER = 63; // r[a] = the aggregate that lies in r[b].slots[c]; no access to memory; PANICS: nil
export const COPY = 64; // r[a] = a fresh copy of the aggregate r[b]; VISIBLE (reads all of it); PANICS
export const ASSIGN = 65; // the aggregate r[a] becomes like r[b], in place; VISIBLE (reads b, writes a); PANICS
export const AT = 66; // r[a] = r[b].slots[r[c]] of an array; VISIBLE; PANICS
export const SET_AT = 67; // r[a].slots[r[b]] = r[c] of an array; VISIBLE; PANICS
export const INNER_AT = 68; // r[a] = the aggregate in r[b].slots[r[c]] of an array; PANICS
export const BOX = 69; // r[a] = a fresh box (layout c) with r[b] in it
export const CHECK_NIL = 70; // PANICS when r[a] is null

// Pointers to scalars: references { o, i } (state.ts)
export const REF = 71; // r[a] = &r[b].slots[c]; PANICS: nil
export const REF_AT = 72; // r[a] = &r[b].slots[r[c]] of an array; PANICS
export const REF_ELEMENT = 73; // r[a] = &r[b][r[c]] of a slice; PANICS
export const LOAD = 74; // r[a] = *r[b]; VISIBLE; PANICS
export const STORE = 75; // *r[a] = r[b]; VISIBLE; PANICS
export const SAME_REF = 76; // r[a] = r[b] == r[c] for references

// Slices { array, offset, length, capacity }; nil is null.
export const ELEMENT = 80; // r[a] = r[b][r[c]]; VISIBLE; PANICS
export const SET_ELEMENT = 81; // r[a][r[b]] = r[c]; VISIBLE; PANICS
export const INNER_ELEMENT = 82; // r[a] = the aggregate r[b][r[c]]; PANICS
export const MAKE_SLICE = 83; // r[a] = make([]T, r[c], r[d]) with arrays of layouts[b]; d = -1: as long; PANICS
export const SLICE = 84; // r[a] = r[b] sliced by extras[c]: SliceExtra; d = 0 slice, 1 pointer to array; PANICS
export const LENGTH = 85; // r[a] = len(r[b]) of a slice
export const CAPACITY = 86; // r[a] = cap(r[b]) of a slice
export const APPEND = 87; // r[a] = append(r[b], r[c], ... d of them); extras of the next CODE word: see APPEND_LAYOUT; VISIBLE
export const APPEND_SLICE = 88; // r[a] = append(r[b], r[c]...), c a slice or a string, arrays of layouts[d]; VISIBLE
export const APPEND_LAYOUT = 89; // a = the layout for the APPEND before it; never run
export const COPY_SLICE = 90; // r[a] = copy(r[b], r[c]), c a slice or a string; VISIBLE
export const CLEAR_SLICE = 91; // clear(r[a]); VISIBLE
export const LITERAL = 92; // r[a] = a slice over a fresh array of layouts[b] and length c; its elements are set with SET_ELEMENT_NEW
export const SET_ELEMENT_NEW = 93; // r[a][b] = r[c] of a slice or array nobody else has seen: not visible
export const SET_FIELD_NEW = 94; // r[a].slots[b] = r[c] likewise; an aggregate r[c] is laid in place, not copied
export const SLICE_TO_ARRAY = 95; // r[a] = a copy of slice r[b] as an array of layouts[c]; PANICS

// Maps; nil is null. A write is two doors: between them the map is marked as being written.
export const MAKE_MAP = 100; // r[a] = make(types[b])
export const MAP_GET = 101; // r[a] = r[b][r[c]]; d = place in constants of the zero value, or -1 - layout for an aggregate; VISIBLE; FATAL
export const MAP_GET_OK = 102; // the same, and r[a + 1] = whether it is there
export const MAP_BEGIN = 103; // begins to write key r[b] of map r[a]; VISIBLE; FATAL; PANICS: nil map, unhashable key
export const MAP_SET = 104; // r[a][r[b]] = r[c], ends the write; VISIBLE; FATAL
export const MAP_DELETE = 105; // delete(r[a], r[b]), ends the write that MAP_BEGIN_DELETE began; VISIBLE; FATAL
export const MAP_BEGIN_DELETE = 106; // as MAP_BEGIN with r[b] the key, -1 for clear; jumps to c when the map is nil
export const MAP_CLEAR = 107; // clear(r[a]), ends the write
export const MAP_LENGTH = 108; // r[a] = len(r[b]); VISIBLE
export const MAP_RANGE = 109; // r[a] = an iterator over r[b]; VISIBLE; FATAL
export const MAP_NEXT = 110; // r[b], r[b + 1] = next key and value of iterator r[a], or jump to c; VISIBLE; FATAL

// Interfaces { type, value }; nil is null. Aggregates in them are copies of their own.
export const WRAP = 120; // r[a] = r[b] of types[c] as an interface value (an aggregate: already copied)
export const ASSERT = 121; // r[a] = r[b].(types[c]), not an interface; d: 1 sets r[a + 1] = ok and a zero value, 0 PANICS, less than 0 PANICS and says that the interface is of types[-1 - d]
export const ASSERT_INTERFACE = 122; // the same where types[c] is an interface
export const IS_TYPE = 123; // r[a] = whether r[b] holds types[c] (or implements it, or is nil when c = -1)
export const UNWRAP = 124; // r[a] = the value in r[b], known to be of the type wanted (an aggregate: copied)

// Calls. Arguments stand in r[base], r[base + 1] ...; results come back in the same place.
export const FUNCTION = 130; // r[a] = function value of functions[b] capturing r[c], r[c + 1], ... d of them
export const CALL = 131; // functions[b] with c arguments at base a
export const CALL_VALUE = 132; // the function value r[b], c arguments at base a; PANICS: nil
export const CALL_METHOD = 133; // method names[b] of the interface value r[a], which is the first of c arguments; PANICS: nil
export const CALL_NATIVE = 134; // natives[b], c arguments at base a; VISIBLE and blocking as the native says
export const RETURN = 135; // b results, from r[a] on
export const RUN_DEFERS = 136; // runs what was deferred, last first; stays here until nothing is left
export const GO = 137; // go: extras[b] is a CallExtra; arguments at base a; starts a goroutine
export const DEFER = 138; // defer: likewise; d > 0 (in the body of a range over a function): for the lowest frame whose r[c] is the box in r[d - 1]
export const RECOVER = 139; // r[a] = recover()
export const PANIC = 140; // panic(r[a]), an interface value
export const BIND = 141; // r[a] = the method value r[b].names[c] of an interface value; PANICS: nil
export const COST = 142; // spends extras[a]: CostExtra; the goroutine waits (io) or holds its processor (cpu)

// Channels; nil is null.
export const MAKE_CHAN = 150; // r[a] = make(types[b], r[c]); c = -1: unbuffered; PANICS
export const SEND = 151; // r[a] <- r[b]; VISIBLE; blocks; PANICS
export const RECEIVE = 152; // r[a] = <-r[b]; c = 1: r[a + 1] = ok; VISIBLE; blocks
export const CLOSE = 153; // close(r[a]); VISIBLE; PANICS
export const SELECT = 154; // r[a] = which case of extras[b] (SelectExtra) went on; -1 default; VISIBLE; blocks; PANICS
export const CHAN_LENGTH = 155; // r[a] = len(r[b]); VISIBLE
export const CHAN_CAPACITY = 156;

export const PRINT = 160; // print/println of r[a], ... b of them, kinds in extras[c]: PrintExtra, to stderr

/** Byte strings to and from what else may be converted (`c` of STRING_CONVERT). */
export const STRING_CONVERSIONS = {
  fromRune: 0,
  toBytes: 1,
  toRunes: 2,
  fromBytes: 3,
  fromRunes: 4,
} as const;
