const COLORS = 6;

/** The colour of a goroutine, by its number: one of tokens.css's lanes, or 0 for the clock. They come round again; the number is always written beside. */
export const laneColor = (goroutine: number): string =>
  goroutine === 0 ? '0' : String(((goroutine - 1) % COLORS) + 1);
