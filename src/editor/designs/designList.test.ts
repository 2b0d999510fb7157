import { describe, expect, it } from 'vitest';
import { houseIds, scenarioOf } from '../../../tests/house.ts';
import { catalog } from '../../parts/catalog.ts';
import { LIMITS } from '../../scenario/limits.ts';
import type { Scenario } from '../../scenario/types.ts';
import { misfit } from '../../table/writing.ts';
import { changesOf, idFrom, isFull, namersOf, withDesignAdded, withoutDesign } from './designList.ts';
import { cast, ROLES, roleOf, withRole } from './roles.ts';
import { toldPatch } from './toldPatch.ts';

const house = houseIds().map((id) => [id, scenarioOf(id)] as const);
const buffer = scenarioOf('buffer');

const designs = (scenario: Scenario) => Object.keys(scenario.designs ?? {}).filter((id) => id !== 'start');

/** Claims and charts speak of parts that only one design has, without naming it. */
function withoutLesson(scenario: Scenario): Scenario {
  const {
    claims: _claims,
    charts: _charts,
    steps: _steps,
    challenge: _goal,
    health: _health,
    ...rest
  } = scenario;
  return rest;
}

describe('designs that come and go', () => {
  it.each(house)('%s: what nothing names can go, and what is named cannot', (_, scenario) => {
    const bare = withoutLesson(scenario);
    const free = designs(bare).find((id) => namersOf(bare, id).length === 0)!;
    expect(misfit(withoutDesign(bare, free), catalog)).toBeNull();
    const named = designs(scenario).find((id) => namersOf(scenario, id).length > 0)!;
    expect(misfit(withoutDesign(scenario, named), catalog)).not.toBeNull();
  });

  it('lists steps, claims and designs that name one, with the way to each', () => {
    const paths = namersOf(buffer, 'fix').map(({ path }) => path.join('.'));
    expect(paths).toContain('steps.5.preset.design');
    expect(paths).toContain('designs.crash.from');
    expect(namersOf(buffer, 'fix').every(({ path }) => path.length > 2)).toBe(true);
    expect(namersOf(buffer, 'nobody')).toEqual([]);
  });

  it.each(house)('%s: a copy of each design is sound and changes the same', (_, scenario) => {
    const last = designs(scenario).at(-1)!;
    const made = { title: 'Copied', ...changesOf(scenario, last) };
    expect(misfit(withDesignAdded(scenario, 'copied', made), catalog)).toBeNull();
    for (const id of designs(scenario)) {
      const copy = withDesignAdded(scenario, 'copied', { title: 'Copied', ...changesOf(scenario, id) }, id);
      expect(toldPatch(copy, 'copied', catalog)).toEqual(toldPatch(scenario, id, catalog));
      const names = Object.keys(copy.designs ?? {});
      expect(names.indexOf('copied')).toBe(names.indexOf(id) + 1);
    }
  });

  it('makes ids of titles, none of them taken', () => {
    expect(idFrom(buffer, 'Más reintentos!')).toBe('mas-reintentos');
    expect(idFrom(buffer, 'More retries')).toBe('more-retries-2');
    expect(idFrom(buffer, 'Start')).toBe('start-2');
    expect(idFrom(buffer, '42')).toBe('design');
    expect(idFrom(buffer, 'More of it', 'tempting')).toBe('tempting-more-of-it');
    expect(idFrom(buffer, 'Tempting design', 'tempting')).toBe('tempting-design');
    expect(idFrom(buffer, 'x'.repeat(120)).length).toBeLessThanOrEqual(40);
  });

  it('says when there are as many as there may be', () => {
    const many = Object.fromEntries(
      Array.from({ length: LIMITS.designs }, (_, i) => [`d${i}`, { title: 'D' }]),
    );
    expect(isFull({ ...buffer, designs: many })).toMatch(/50 designs/);
    expect(isFull(buffer)).toBeNull();
  });
});

describe('roles', () => {
  it.each(house)('%s: any design can have any role, and has no other then', (_, scenario) => {
    for (const id of ['start', ...Object.keys(scenario.designs ?? {})])
      for (const role of ROLES) {
        const next = withRole(scenario, id, role);
        // The base is what nobody has touched, unless another one is.
        const isBase = id === 'start' && role === 'none';
        expect(roleOf(next, id)).toBe(isBase ? 'untouched' : role);
        expect(cast(next).filter((one) => one.role === 'fix').length).toBeLessThanOrEqual(1);
        expect(next.health?.check).toBe(scenario.health?.check);
      }
  });

  it('keeps what the others are, and goes when nothing is left of it', () => {
    const { health } = withRole(buffer, 'fix', 'tempting');
    expect(health).toMatchObject({ tempting: [...buffer.health!.tempting!, 'fix'] });
    expect(health).not.toHaveProperty('fix');
    const bare = { ...buffer, health: { fix: 'fix' } };
    expect(withRole(bare, 'fix', 'none')).not.toHaveProperty('health');
    const again = withRole(withRole(bare, 'fix', 'none'), 'crash', 'fix');
    expect(Object.keys(again).at(-1)).toBe('health');
    expect(misfit(again, catalog)).toBeNull();
  });
});
