/** A small plot as SVG text: lines over one shared x axis, in the colours of the house. */
import { readFileSync } from 'node:fs';

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Panel {
  readonly title: string;
  /** Under the title, such as what the picture does not show. */
  readonly note?: string;
  readonly x: string;
  readonly y: string;
  readonly lines: readonly Line[];
  /** The highest y that is drawn; what lies above is cut off. */
  readonly top: number;
}

const TOKENS = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');
/** The light value of a token, and its name for pages that have it. */
const colour = (token: string): string => {
  const value = new RegExp(`--${token}: (#[0-9a-f]{6})`).exec(TOKENS)?.[1];
  if (value === undefined) throw new Error(`tokens.css has no --${token}.`);
  return value;
};
const LANES = ['lane-1', 'lane-2', 'lane-3', 'lane-4', 'lane-5', 'lane-6'];
/** No two alike: who cannot tell the colours apart tells these. */
const DASHES = ['none', '7 3', '2 3', '10 3 2 3', '16 4', '4 4'];

const PANEL = { width: 440, height: 340, left: 62, right: 20, top: 52, bottom: 48 };
const TICKS = 5;
const round = (n: number): string => String(Math.round(n * 10) / 10);
const grouped = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** @param label what the picture shows, for those who do not see it */
export function linesSvg(label: string, panels: readonly Panel[]): string {
  const width = PANEL.width * panels.length;
  const height = PANEL.height + 34;
  const names = panels[0]!.lines.map(({ name }) => name);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}" font-family="system-ui, sans-serif" font-size="12" fill="${colour('ink')}">`,
    `<rect width="${width}" height="${height}" fill="${colour('paper')}"/>`,
    ...panels.map((panel, i) => panelSvg(panel, i * PANEL.width, names)),
    legend(names, width, PANEL.height + 14),
    '</svg>',
    '',
  ].join('\n');
}

function panelSvg({ title, note, x, y, lines, top }: Panel, at: number, names: readonly string[]): string {
  const { left, right, bottom } = PANEL;
  const most = Math.max(...lines.flatMap(({ points }) => points.map(([px]) => px)));
  const toX = (value: number) => at + left + (value / most) * (PANEL.width - left - right);
  const floor = PANEL.height - bottom;
  const toY = (value: number) => floor - (value / top) * (floor - PANEL.top);
  const out = [`<text x="${at + left}" y="22" font-weight="600" font-size="13">${title}</text>`];
  if (note) out.push(`<text x="${at + left}" y="39" fill="${colour('faint')}">${note}</text>`);
  for (let i = 0; i <= TICKS; i++) {
    const value = (top * i) / TICKS;
    out.push(
      `<path d="M${at + left} ${round(toY(value))}H${at + PANEL.width - right}" stroke="${colour('hairline')}"/>`,
      `<text x="${at + left - 6}" y="${round(toY(value) + 4)}" text-anchor="end" fill="${colour('faint')}">${grouped(value)}</text>`,
    );
  }
  for (const [value] of lines[0]!.points)
    out.push(
      `<text x="${round(toX(value))}" y="${floor + 16}" text-anchor="middle" fill="${colour('faint')}">${value}</text>`,
    );
  out.push(
    `<text x="${at + (PANEL.width + left - right) / 2}" y="${floor + 36}" text-anchor="middle">${x}</text>`,
    `<text transform="translate(${at + 14} ${(floor + PANEL.top) / 2}) rotate(-90)" text-anchor="middle">${y}</text>`,
    `<clipPath id="p${at}"><rect x="${at + left}" y="${PANEL.top - 4}" width="${PANEL.width - left - right + 4}" height="${floor - PANEL.top + 4}"/></clipPath>`,
    `<g clip-path="url(#p${at})" fill="none" stroke-width="2.5" stroke-linejoin="round">`,
    ...lines.map(({ name, points }) => {
      const path = points.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${round(toX(px))} ${round(toY(py))}`);
      return `<path d="${path.join('')}" ${strokeOf(names.indexOf(name))}/>`;
    }),
    '</g>',
  );
  return out.join('\n');
}

function strokeOf(line: number): string {
  const dash = DASHES[line % DASHES.length]!;
  return `stroke="${colour(LANES[line % LANES.length]!)}"${dash === 'none' ? '' : ` stroke-dasharray="${dash}"`}`;
}

function legend(names: readonly string[], width: number, y: number): string {
  const step = (width - 40) / names.length;
  return names
    .map((name, i) => {
      const x = 30 + i * step;
      return `<path d="M${round(x)} ${y}h40" fill="none" stroke-width="2.5" ${strokeOf(i)}/><text x="${round(x + 46)}" y="${y + 4}">${name}</text>`;
    })
    .join('\n');
}
