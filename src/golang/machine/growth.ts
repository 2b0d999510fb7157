/** How much room `append` makes: programs print cap(). */

/** Sizes of blocks that the runtime hands out, bytes; above the last one, whole pages. */
const CLASSES = [
  8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416,
  448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200,
  3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384,
  18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
];
const PAGE = 8192;
/** Larger blocks with pointers in them begin with a word that tells where those are. */
const HEADER_FROM = 512;
const HEADER = 8;
const SMALL_MAX = 32768 - HEADER;
/** Up to this many elements a slice grows to twice its capacity, then by and by to a quarter more. */
const DOUBLED_MAX = 256;

function roundedUp(bytes: number, pointers: boolean): number {
  const header = pointers && bytes > HEADER_FROM ? HEADER : 0;
  const block = bytes <= SMALL_MAX ? CLASSES.find((size) => size >= bytes + header) : undefined;
  return block === undefined ? Math.ceil(bytes / PAGE) * PAGE : block - header;
}

/** The capacity of an array for `length` elements that takes the place of one of `capacity`. */
export function grownCapacity(capacity: number, length: number, bytes: number, pointers: boolean): number {
  if (bytes === 0) return length;
  let wanted = capacity * 2;
  if (length > wanted) wanted = length;
  else if (capacity >= DOUBLED_MAX) {
    wanted = capacity;
    while (wanted < length) wanted += Math.floor((wanted + 3 * DOUBLED_MAX) / 4);
  }
  return Math.floor(roundedUp(wanted * bytes, pointers) / bytes);
}
