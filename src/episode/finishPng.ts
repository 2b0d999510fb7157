/** The card at the end as a picture: drawn by hand, in the colours and the letters of the page. */
import { readToken } from '../ui/theme.ts';
import { type Card, challengeWords, runWords, scoreWords } from './card.ts';

const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 64;
/** Twice as many dots as the card's own units, for sharp screens. */
const SCALE = 2;
const PLOT = 230;

type Colours = Readonly<Record<'paper' | 'ink' | 'faint' | 'hairline' | 'accent' | 'calm', string>>;

/**
 * @param place an element of the page: its theme and its letters are taken
 * @throws Error where the browser cannot draw or give the picture out
 */
export async function drawCard(place: Element, card: Card): Promise<Blob> {
  const fonts = fontsOf(place);
  // Letters that no element has used yet are not there yet; without them the system's own are taken.
  await Promise.all(
    Object.values(fonts).map((font) => document.fonts?.load(`600 40px ${font}`).catch(() => [])),
  );
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * SCALE;
  canvas.height = HEIGHT * SCALE;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('there is no canvas to draw on.');
  pen.scale(SCALE, SCALE);
  draw(pen, card, coloursOf(place), fonts);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the picture cannot be written.');
  return blob;
}

interface Fonts {
  readonly serif: string;
  readonly sans: string;
  readonly mono: string;
}

const fontsOf = (place: Element): Fonts => ({
  serif: readToken(place, '--serif') || 'serif',
  sans: readToken(place, '--sans') || 'sans-serif',
  mono: readToken(place, '--mono') || 'monospace',
});

function coloursOf(place: Element): Colours {
  return {
    paper: readToken(place, '--paper'),
    ink: readToken(place, '--ink'),
    faint: readToken(place, '--faint'),
    hairline: readToken(place, '--hairline'),
    accent: readToken(place, '--accent'),
    calm: readToken(place, '--calm'),
  };
}

type Pen = CanvasRenderingContext2D;

/** @internal for tests: where each piece goes is decided here, by what it needs */
export function draw(pen: Pen, card: Card, colours: Colours, fonts: Fonts): void {
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = colours.accent;
  pen.fillRect(0, 0, WIDTH, 8);
  pen.textBaseline = 'alphabetic';

  const write = (text: string, x: number, y: number, font: string, colour: string): void => {
    pen.font = font;
    pen.fillStyle = colour;
    pen.fillText(text, x, y);
  };
  const kicker = ['Secret Life Lab', card.origin, card.date].filter(Boolean).join('  ·  ');
  write(kicker, MARGIN, 76, `500 20px ${fonts.sans}`, colours.accent);
  let y = 112;
  pen.font = `600 54px ${fonts.serif}`;
  for (const line of wrap(pen, card.title, WIDTH - 2 * MARGIN, 2)) {
    y += 30;
    write(line, MARGIN, y, `600 54px ${fonts.serif}`, colours.ink);
    y += 30;
  }
  const hasPlot = card.calibration.bands.length > 0;
  const column = WIDTH - 2 * MARGIN - (hasPlot ? PLOT + 60 : 0);
  y += 16;
  const bottom = HEIGHT - 118;
  for (const sentence of card.learned) {
    pen.font = `400 25px ${fonts.serif}`;
    const lines = wrap(pen, sentence, column - 30, 2);
    if (y + lines.length * 33 > bottom) break;
    y += 8;
    lines.forEach((line, i) => {
      y += 33;
      if (i === 0) write('–', MARGIN, y, `400 25px ${fonts.serif}`, colours.accent);
      write(line, MARGIN + 30, y, `400 25px ${fonts.serif}`, colours.ink);
    });
  }
  if (hasPlot) drawPlot(pen, card, colours, fonts, WIDTH - MARGIN - PLOT, 200);

  pen.fillStyle = colours.hairline;
  pen.fillRect(MARGIN, HEIGHT - 96, WIDTH - 2 * MARGIN, 1);
  const isWon = card.challenge?.isWon ?? false;
  const challenge = challengeWords(card);
  const facts = [scoreWords(card.calibration), challenge && `${isWon ? '✓ ' : ''}${challenge}`];
  write(
    facts.filter(Boolean).join('   ·   '),
    MARGIN,
    HEIGHT - 52,
    `600 23px ${fonts.sans}`,
    isWon ? colours.calm : colours.ink,
  );
  pen.textAlign = 'right';
  write(runWords(card) ?? '', WIDTH - MARGIN, HEIGHT - 52, `400 19px ${fonts.mono}`, colours.faint);
  pen.textAlign = 'left';
}

/** Lines that fit; what is too long for all of them ends with three dots. */
export function wrap(
  pen: Pick<Pen, 'measureText'>,
  text: string,
  width: number,
  most: number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && pen.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line) lines.push(line);
  if (lines.length > most) lines[most - 1] = `${lines[most - 1]}…`;
  return lines.slice(0, most).map((one) => cut(pen, one, width));
}

function cut(pen: Pick<Pen, 'measureText'>, line: string, width: number): string {
  if (pen.measureText(line).width <= width) return line;
  let shown = line.replace(/…$/, '');
  while (shown.length > 1 && pen.measureText(`${shown}…`).width > width) shown = shown.slice(0, -1);
  return `${shown.trimEnd()}…`;
}

function drawPlot(
  pen: Pen,
  { calibration }: Card,
  colours: Colours,
  fonts: Fonts,
  left: number,
  top: number,
): void {
  const x = (confidence: number) => left + ((confidence - 50) / 50) * PLOT;
  const y = (share: number) => top + (1 - share) * PLOT;
  const stroke = (colour: string, dash: number[], width: number, ...points: [number, number][]): void => {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.beginPath();
    for (const [px, py] of points) pen.lineTo(px, py);
    pen.stroke();
    pen.setLineDash([]);
  };
  for (const share of [0, 0.5, 1]) stroke(colours.hairline, [], 1, [left, y(share)], [left + PLOT, y(share)]);
  stroke(colours.faint, [3, 5], 1.5, [x(50), y(0.5)], [x(100), y(1)]);
  pen.font = `400 15px ${fonts.sans}`;
  pen.fillStyle = colours.faint;
  pen.fillText('% right', left, top - 16);
  pen.fillText('50 % sure', left, top + PLOT + 26);
  pen.textAlign = 'right';
  for (const share of [0, 0.5, 1]) pen.fillText(String(share * 100), left - 10, y(share) + 5);
  pen.fillText('100 % sure', left + PLOT, top + PLOT + 26);
  pen.textAlign = 'left';
  for (const { confidence, share, low, high, answers } of calibration.bands) {
    stroke(colours.faint, [], 1.5, [x(confidence), y(low)], [x(confidence), y(high)]);
    pen.fillStyle = colours.accent;
    pen.beginPath();
    pen.arc(x(confidence), y(share), Math.min(13, 5 + 2 * Math.sqrt(answers)), 0, 2 * Math.PI);
    pen.fill();
  }
}
