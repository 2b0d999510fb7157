import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import text from '../../scenarios/buffer/scenario.yaml?raw';
import { CanvasView } from '../../src/canvas/CanvasView.tsx';
import { startLab } from '../../src/lab/client.ts';
import { createPlayer } from '../../src/player/player.ts';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';

afterEach(cleanup);

async function canvasOf(design: string, still: boolean, source = text) {
  const player = createPlayer(await startLab('texts', 'main thread'));
  await player.open(source, design, {}, 10_000_000);
  const onSelect = vi.fn();
  const { container, unmount } = render(
    <div style={{ width: 1200, height: 700 }}>
      <CanvasView
        store={player.store}
        selected={null}
        onSelect={onSelect}
        onDrawn={player.drawn}
        theme="light"
        still={still}
      />
    </div>,
  );
  await waitFor(() => expect(container.querySelector('[data-first-frame]')).toBeTruthy());
  return { player, container, onSelect, unmount };
}

it('draws every part and every wire of a plate, within sight', async () => {
  const { player, container } = await canvasOf('fix', false);
  const { parts, wires } = player.store.getState().plate!;
  expect(container.querySelectorAll('.react-flow__node')).toHaveLength(parts.length);
  expect(container.querySelectorAll('.wire-line')).toHaveLength(wires.length);
  const sheet = container.querySelector('.canvas')!.getBoundingClientRect();
  await waitFor(() => {
    for (const node of container.querySelectorAll('.part')) {
      const box = node.getBoundingClientRect();
      expect(box.left).toBeGreaterThanOrEqual(sheet.left);
      expect(box.right).toBeLessThanOrEqual(sheet.right);
      expect(box.bottom).toBeLessThanOrEqual(sheet.bottom);
    }
  });
  for (const line of container.querySelectorAll<SVGPathElement>('.wire-line'))
    expect(line.getTotalLength()).toBeGreaterThan(20);
  player.close();
});

it('names on a wire what is set on it, and nowhere else', async () => {
  const topic = `format: 1
id: gifts
title: Gifts
series: none
summary: Orders.
duration: 20s
seed: 3
parts:
  shop: { kind: traffic-source, at: [0, 200] }
  orders: { kind: sns-topic, name: Orders, at: [300, 200] }
  gifts: { kind: sqs-queue, name: Gifts, at: [800, 0] }
  near: { kind: sqs-queue, name: Near, at: [520, 200] }
  rest: { kind: sqs-queue, name: Rest, at: [800, 400] }
wires:
  - shop.out -> orders.publish
  - { from: orders.subscriptions, to: gifts.send, with: { RawMessageDelivery: true, FilterPolicy: { kind: [gift] } } }
  - { from: orders.subscriptions, to: near.send, with: { RawMessageDelivery: true } }
  - { from: orders.subscriptions, to: rest.send, with: { RawMessageDelivery: false } }
`;
  const { player, container } = await canvasOf('start', false, topic);
  const marks = [...container.querySelectorAll('.wire-mark')];
  // A document first; a diamond where there is no room for a name; nothing for what is the default.
  expect(marks.map((mark) => mark.querySelector('text')?.textContent ?? null)).toEqual([
    'FilterPolicy +1',
    null,
  ]);
  expect(marks[0]!.querySelector('title')!.textContent).toBe(
    'FilterPolicy: {"kind":["gift"]}\nRawMessageDelivery: true',
  );
  expect(marks[1]!.querySelector('path')).toBeTruthy();
  player.close();
});

it('draws what flies on one canvas, and lets it go with its moment', async () => {
  const { player, container } = await canvasOf('start', false);
  const canvas = container.querySelector<HTMLCanvasElement>('.canvas-particles')!;
  const painted = () =>
    canvas
      .getContext('2d')!
      .getImageData(0, 0, canvas.width, canvas.height)
      .data.some((value, i) => i % 4 === 3 && value > 0);
  await waitFor(() => expect(painted()).toBe(true));
  player.seek(0);
  await waitFor(() => expect(painted()).toBe(false));
  player.close();
});

it('a part is a button with words, and chosen by pressing it', async () => {
  const { player, onSelect } = await canvasOf('start', true);
  const part = await screen.findByRole('button', { name: 'Checkout, Service' });
  const words = document.getElementById(part.getAttribute('aria-describedby')!)!;
  await waitFor(() => expect(words.textContent).toMatch(/^\w+\. \d+ of 50 slots/));
  await userEvent.click(part);
  expect(onSelect).toHaveBeenCalledWith('checkout');
  player.close();
});

it('another run of the same parts takes no face off the page, not even for a moment', async () => {
  const { player, container } = await canvasOf('fix', false);
  const gone: string[] = [];
  const watch = new MutationObserver((changes) => {
    for (const { removedNodes } of changes)
      for (const node of removedNodes)
        if (node instanceof Element && (node.matches('.face, .part, .wire') || node.querySelector('.face')))
          gone.push(node.outerHTML.slice(0, 80));
  });
  watch.observe(container, { childList: true, subtree: true });
  const [focused, before] = [
    await screen.findByRole('button', { name: /^Orders, / }),
    player.store.getState().plate,
  ];
  focused.focus();
  await player.setSeed(8);
  await waitFor(() => expect(player.store.getState().moment?.exact).toBe(true));
  expect(player.store.getState().plate).not.toBe(before);
  expect(document.activeElement).toBe(focused);
  expect(gone).toEqual([]);
  // A design with fewer parts is drawn without them.
  await player.chooseDesign('start');
  await waitFor(() => expect(container.querySelectorAll('.part')).toHaveLength(5));
  watch.disconnect();
  player.close();
});
