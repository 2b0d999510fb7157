/** What a form makes of an expression when one of its fields is changed: what no longer fits goes along. */
import type { Dimension } from '../../scenario/claim.ts';
import { EVERYBODY } from '../../scenario/claim.ts';
import {
  type Against,
  type Asked,
  type Built,
  type Condition,
  type FigureAsked,
  splitName,
} from './built.ts';
import {
  askedFor,
  type Choices,
  canBeAwaited,
  choiceOf,
  dimensionAsked,
  dimensionOf,
  type FigureChoice,
  type PartChoice,
} from './figureChoices.ts';
import { firstOf, nothingOf } from './literals.ts';

/** What a form begins with: what users got, where there are users; otherwise the first figure that there is. */
export function firstCondition(choices: Choices): Condition {
  const users = choices.parts.some(({ part, figures }) => part !== EVERYBODY && figures.some(isOfUsers));
  const figure = users ? choices.parts[0]!.figures[0]! : choices.parts.at(1)?.figures[0];
  const of = askedFor(figure ?? choices.parts[0]!.figures[0]!, null);
  const dimension = dimensionAsked(of, choices) ?? 'number';
  return { of, sign: '>=', against: { is: 'value', value: firstOf(dimension) } };
}

const isOfUsers = ({ type }: FigureChoice): boolean => type === 'users';

export const firstBuilt = (choices: Choices): Built => ({
  join: 'and',
  conditions: [firstCondition(choices)],
});

/** Another thing is measured: a value of another kind would be compared with it, so it begins anew. */
export function withAsked(condition: Condition, of: Asked, choices: Choices): Condition {
  const before = dimensionAsked(condition.of, choices);
  const now = dimensionAsked(of, choices);
  if (now === null || now === before) return { ...condition, of };
  return { ...condition, of, against: { is: 'value', value: firstOf(now) } };
}

/** The kinds of things that can be measured: a figure, a time that passes until something is so, the cost. */
export function withKind(condition: Condition, is: Asked['is'], choices: Choices): Condition {
  const { of } = condition;
  if (of.is === is) return condition;
  if (is === 'cost') return withAsked(condition, { is }, choices);
  const all = choices.parts.flatMap(({ figures }) => figures);
  const had = of.is === 'cost' ? null : choiceOf(choices, of.name);
  const window = of.is === 'cost' ? null : of.window;
  if (is === 'figure') return withAsked(condition, askedFor(had ?? all[0]!, window), choices);
  const figure = had && canBeAwaited(had) ? had : all.find(canBeAwaited);
  return figure ? withAsked(condition, waitFor(figure, window), choices) : condition;
}

function waitFor(figure: FigureChoice, window: FigureAsked['window']): Asked {
  const value = firstOf(dimensionOf(figure, null));
  // Nobody waits for something before a moment.
  return {
    is: 'wait',
    name: figure.name,
    sign: '>=',
    value,
    window: window?.word === 'before' ? null : window,
  };
}

/** The parts that a form offers for what is asked. */
export function partsFor({ parts }: Choices, is: Asked['is']): readonly PartChoice[] {
  if (is === 'figure') return parts;
  return parts
    .map((part) => ({ ...part, figures: part.figures.filter(canBeAwaited) }))
    .filter(({ figures }) => figures.length > 0);
}

/** Another part, and of it the same metric where it has one. */
export function askedOfPart<A extends Exclude<Asked, { is: 'cost' }>>(
  asked: A,
  part: string,
  choices: Choices,
): A {
  const figures = partsFor(choices, asked.is).find((one) => one.part === part)?.figures ?? [];
  const metric = splitName(asked.name)[1];
  const figure = figures.find((one) => one.metric === metric) ?? figures[0];
  return figure ? askedOfFigure(asked, figure, choices) : asked;
}

/** Another figure; its statistic and its value stay where they fit. */
export function askedOfFigure<A extends Exclude<Asked, { is: 'cost' }>>(
  asked: A,
  figure: FigureChoice,
  choices: Choices,
): A {
  const before = choiceOf(choices, asked.name);
  const { name } = figure;
  if (asked.is === 'figure') {
    const keeps = asked.stat !== null && figure.stats.includes(asked.stat);
    return { ...asked, name, stat: keeps ? asked.stat : askedFor(figure, null).stat };
  }
  const dimension = dimensionOf(figure, null);
  const isSame = before !== null && dimensionOf(before, null) === dimension;
  return { ...asked, name, value: isSame ? asked.value : firstOf(dimension) };
}

export function withAgainst(condition: Condition, is: Against['is'], choices: Choices): Condition {
  const { against, of } = condition;
  if (against.is === is) return condition;
  const dimension = dimensionAsked(of, choices) ?? 'number';
  const value =
    against.is === 'value' ? against.value : against.is === 'between' ? against.most : firstOf(dimension);
  if (is === 'value') return { ...condition, against: { is, value } };
  if (is === 'between')
    return { ...condition, sign: '<=', against: { is, least: nothingOf(dimension), most: value } };
  const figure = alikeIn(choices, dimension, of);
  return figure ? { ...condition, against: { is, factor: null, of: figure } } : condition;
}

/** Another figure that may stand beside this one. */
function alikeIn(choices: Choices, dimension: Dimension, beside: Asked): FigureAsked | null {
  const own = beside.is === 'cost' ? null : beside.name;
  const window = beside.is === 'figure' ? beside.window : null;
  for (const { figures } of choices.parts)
    for (const figure of figures) {
      const stat = askedFor(figure, null).stat;
      if (figure.name !== own && dimensionOf(figure, stat) === dimension)
        return { is: 'figure', name: figure.name, stat, window };
    }
  return null;
}
