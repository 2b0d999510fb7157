/** Px that a line of full height keeps from the edges. */
export const PLOT_PADDING = { top: 2, bottom: 1 } as const;

/** Line by line: colour, and a dash so that colour is not all there is to tell them apart. */
const LOOKS = [
  { token: '--ink', dash: [] },
  { token: '--lane-1', dash: [6, 3] },
  { token: '--lane-2', dash: [2, 3] },
  { token: '--lane-3', dash: [8, 3, 2, 3] },
  { token: '--lane-4', dash: [4, 2] },
  { token: '--lane-5', dash: [1, 3] },
  { token: '--lane-6', dash: [10, 3, 2, 3, 2, 3] },
] as const;

export function lookOf(line: number): (typeof LOOKS)[number] {
  return LOOKS[line % LOOKS.length]!;
}
