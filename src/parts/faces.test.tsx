import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { PartDefinition, SettingsSpec } from './contract.ts';
import type { FaceProps, FaceSize } from './faceProps.ts';
import { defaultsOf, settingsOf } from './settings.ts';

interface FaceModule {
  size(settings: unknown): FaceSize;
  Face(props: FaceProps<unknown>): React.ReactNode;
  summary(view: unknown): string;
}

const faces = import.meta.glob<FaceModule>('./*/face.tsx', { eager: true });
const sims = import.meta.glob<Record<string, unknown>>('./*/sim.ts', { eager: true });

const parts = Object.entries(faces).map(([path, face]) => {
  const sim = sims[path.replace('face.tsx', 'sim.ts')] ?? {};
  const part = Object.values(sim).find(isPart);
  if (!part) throw new Error(`${path} has no part in the sim.ts beside it.`);
  return { kind: part.spec.kind, face, part };
});

function isPart(value: unknown): value is PartDefinition {
  return typeof value === 'object' && value !== null && 'behaviour' in value && 'status' in value;
}

/** Every setting at one end of its range, choices at the given end of their list. */
function atTheEnd(specs: SettingsSpec, end: 'min' | 'max') {
  const written: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(specs)) {
    if (spec.type === 'choice') written[name] = spec.choices.at(end === 'min' ? 0 : -1);
    else if ('min' in spec) written[name] = spec[end] ?? spec.default;
  }
  return settingsOf(specs, written);
}

describe.each(parts)('the face of $kind', ({ face, part }) => {
  const settings = [
    defaultsOf(part.settings),
    atTheEnd(part.settings, 'min'),
    atTheEnd(part.settings, 'max'),
  ];

  it.each([0, 0.4, 1, 37, 1e6])('draws plain figures when every metric is %d', (value) => {
    for (const one of settings) {
      const metrics = Object.fromEntries(Object.keys(part.spec.metrics).map((name) => [name, value]));
      const view = { now: 5_000_000, settings: one, metrics, rates: metrics };
      const props = { name: 'Inventory', title: part.title, view, selected: value > 0 };
      const status = part.status(view as never);
      const words = `${renderToStaticMarkup(<face.Face {...props} status={status} />)} ${face.summary(view)}`;
      expect(words).not.toMatch(/NaN|undefined|Infinity|\bnull\b|\[object/);
      expect(words).toContain('aria-hidden="true"');
      expect(face.summary(view).length).toBeGreaterThan(3);
    }
  });

  it('has a size on the grid and keeps to it', () => {
    for (const one of settings) {
      const { width, height, wiresAt = 0 } = face.size(one);
      expect([width % 4, height % 4, wiresAt % 2]).toEqual([0, 0, 0]);
      expect(wiresAt).toBeLessThan(height);
    }
  });
});
