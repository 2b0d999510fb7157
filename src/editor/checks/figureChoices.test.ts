import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../entries/cli/terminal.ts';
import { fullCatalog as catalog } from '../../parts/full.ts';
import { readClaim } from '../../scenario/claimMeaning.ts';
import { designNames } from '../../scenario/designNames.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/types.ts';
import { readBuilt, type WindowAsked, writeBuilt, writeCondition } from './built.ts';
import { firstBuilt, withAgainst, withKind } from './builtEdits.ts';
import { completionAt } from './completion.ts';
import {
  askedFor,
  type Choices,
  canBeAwaited,
  dimensionAsked,
  dimensionOf,
  statWords,
} from './figureChoices.ts';
import { firstOf, nothingOf } from './literals.ts';
import { choicesIn, scopesOf, troubleOf } from './scopes.ts';

const scenarios = ['scenarios', 'templates'].flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): [string, Scenario] => {
      const { scenario } = parseScenario(readScenario(`${folder}/${name}/scenario.yaml`).source, catalog);
      return [name, scenario!];
    }),
);

/** Every expression that a form can build of one figure, one statistic and one window. */
function* offered({ parts, windows }: Choices): Iterable<string> {
  const spans: readonly WindowAsked[] = [
    null,
    ...windows.flatMap(({ name }) =>
      (['during', 'before', 'after'] as const).map((word) => ({ word, window: name })),
    ),
  ];
  for (const figure of parts.flatMap(({ figures }) => figures)) {
    for (const stat of [askedFor(figure, null).stat, ...figure.stats]) {
      const dimension = dimensionOf(figure, stat);
      for (const window of stat === null ? spans : spans.slice(0, 2)) {
        const of = { is: 'figure' as const, name: figure.name, stat, window };
        yield writeCondition({ of, sign: '>=', against: { is: 'value', value: firstOf(dimension) } });
        yield writeCondition({
          of,
          sign: '<=',
          against: { is: 'between', least: nothingOf(dimension), most: firstOf(dimension) },
        });
      }
    }
    if (!canBeAwaited(figure)) continue;
    for (const window of spans.filter((one) => one?.word !== 'before')) {
      const value = firstOf(dimensionOf(figure, null));
      const of = { is: 'wait' as const, name: figure.name, sign: '>=' as const, value, window };
      yield writeCondition({ of, sign: '<', against: { is: 'value', value: '1s' } });
    }
  }
}

describe.each(scenarios)('%s', (_, scenario) => {
  const scopes = scopesOf(scenario, catalog);

  it('offers only what can be read', () => {
    let count = 0;
    for (const name of designNames(scenario)) {
      const choices = choicesIn(scenario, scopes, name, name);
      const { measured } = scopes.get(name)!;
      for (const text of offered(choices)) {
        count++;
        const { problems } = readClaim(text, measured);
        if (problems.length > 0) expect.fail(`${text}: ${problems[0]!.says}`);
        if (readBuilt(text) === null) expect.fail(`${text} is not read back.`);
      }
    }
    expect(count).toBeGreaterThan(20);
  });

  it('offers every figure of every part, with its words', () => {
    const choices = choicesIn(scenario, scopes, undefined, 'start');
    const names = choices.parts.flatMap(({ figures }) => figures.map((one) => one.name));
    for (const { measured } of scopes.values())
      for (const [id, { spec }] of measured.parts)
        for (const metric of Object.keys(spec.metrics)) expect(names).toContain(`${id}.${metric}`);
    expect(new Set(names).size).toBe(names.length);
    for (const figure of choices.parts.flatMap(({ figures }) => figures)) {
      expect(figure.says, figure.name).not.toBe('');
      for (const stat of figure.stats) expect(statWords(figure, stat)).not.toBe('');
    }
  });

  it('begins with something sound, and stays sound with every kind of thing and of comparison', () => {
    const choices = choicesIn(scenario, scopes, 'start', 'start');
    const { measured } = scopes.get('start')!;
    const first = firstBuilt(choices).conditions[0]!;
    for (const is of ['figure', 'wait', 'cost'] as const)
      for (const against of ['value', 'between', 'figure', 'value'] as const) {
        const next = withAgainst(withKind(first, is, choices), against, choices);
        const text = writeBuilt({ join: 'and', conditions: [next] });
        expect(readClaim(text, measured).problems, text).toEqual([]);
        expect(dimensionAsked(next.of, choices)).not.toBeNull();
      }
  });

  it('completes the names of its own expressions', () => {
    const choices = choicesIn(scenario, scopes, undefined, 'start');
    for (const { that } of scenario.claims ?? []) {
      for (const { 0: name, index } of that.matchAll(/[A-Za-z][\w-]*\.[A-Za-z][\w-]*/g)) {
        const typed = that.slice(0, index + name.indexOf('.') + 1);
        const { from, suggestions } = completionAt(typed, typed.length, choices);
        expect(from).toBe(index);
        expect(suggestions.map(({ text }) => text)).toContain(name.split(/\.(?=p\d)/)[0]);
      }
    }
  });

  it('has nothing to say against its own expressions', () => {
    for (const { that, design } of scenario.claims ?? [])
      expect(troubleOf(that, scopes, design), that).toBeNull();
    if (scenario.health?.check) expect(troubleOf(scenario.health.check, scopes, undefined)).toBeNull();
  });
});

describe('trouble', () => {
  const [, scenario] = scenarios.find(([name]) => name === 'buffer')!;
  const scopes = scopesOf(scenario, catalog);

  it('says what is wrong, and where', () => {
    const trouble = troubleOf('checkout.availability during outrage >= 99 %', scopes, undefined)!;
    expect(trouble.isWrong).toBe(true);
    expect(trouble.problem.at).toBe('checkout.availability during '.length);
    expect(trouble.problem.says).toContain('outage');
  });

  it('is found in each of the designs that are named', () => {
    const queued = 'max of orders.depth <= 3310';
    expect(troubleOf(queued, scopes, undefined)).toBeNull();
    expect(troubleOf(queued, scopes, 'start')).not.toBeNull();
    expect(troubleOf(queued, scopes, [...scopes.keys()])).not.toBeNull();
  });
});
