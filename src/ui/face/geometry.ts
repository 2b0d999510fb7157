/** Path data for the marks that repeat: one path element draws them all, and needs no pattern with an id. */

export function rectPath(x: number, y: number, w: number, h: number, r = 0): string {
  if (r === 0) return `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`;
  const c = (dx: number, dy: number) => `a${n(r)} ${n(r)} 0 0 1 ${n(dx)} ${n(dy)}`;
  const across = n(w - 2 * r);
  const along = n(h - 2 * r);
  return `M${n(x + r)} ${n(y)}h${across}${c(r, r)}v${along}${c(-r, r)}h-${across}${c(-r, -r)}v-${along}${c(r, -r)}z`;
}

export function circlePath(cx: number, cy: number, r: number): string {
  return `M${n(cx - r)} ${n(cy)}a${n(r)} ${n(r)} 0 1 1 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 1 ${n(-2 * r)} 0z`;
}

/** Strokes that rise to the right, cut at the rectangle and spread evenly over it. */
export function hatchPath(x: number, y: number, w: number, h: number, gap: number): string {
  const lines = Math.max(1, Math.floor((w + h) / gap));
  const first = (w + h - (lines - 1) * gap) / 2;
  let path = '';
  for (let i = 0; i < lines; i++) {
    const c = first + i * gap;
    const left = Math.max(0, c - h);
    const top = Math.max(0, c - w);
    path += `M${n(x + left)} ${n(y + c - left)}L${n(x + c - top)} ${n(y + top)}`;
  }
  return path;
}

export function crossPath(x: number, y: number, w: number, h: number): string {
  return `M${n(x)} ${n(y)}l${n(w)} ${n(h)}M${n(x + w)} ${n(y)}l${n(-w)} ${n(h)}`;
}

function n(value: number): number {
  return Math.round(value * 100) / 100;
}
