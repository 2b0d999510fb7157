/** What can be typed as the value of a setting. */
import type { SettingSpec } from '../../parts/contract.ts';
import { flowText } from '../../scenario/textRender.ts';
import type { RawSetting } from '../../scenario/types.ts';
import { fieldText } from '../../table/settingText.ts';
import type { Choice } from './choice.ts';
import { figureChoices } from './figureWords.ts';
import type { About } from './known.ts';
import type { Where } from './where.ts';

/** Laws by an example each; a share of their words is what an author changes. */
const LAWS: readonly (readonly [string, string])[] = [
  ['exp 12ms', 'Exponential, by its mean.'],
  ['uniform 5ms..15ms', 'Any length between the two, each as likely.'],
  ['erlang 4 12ms', 'Steadier than exponential: shape and mean.'],
  ['hyper 12ms cv2 4', 'Wilder than exponential: mean and squared variation.'],
  ['lognormal 12ms cv 2', 'With a long tail: mean and variation.'],
  ['pareto 1.5 10ms..10s', 'With a heavy tail: shape and the two ends.'],
  ['empirical 5ms 7ms 12ms', 'One of these lengths, each as likely.'],
];

export function settingValues(about: About, spec: SettingSpec, where: Where): readonly Choice[] {
  if (spec.type === 'metric') return figureChoices(about, where.text, false).map(bareFigure).filter(isOnce);
  const values = valuesOf(spec);
  return values.map((choice) => ({
    ...choice,
    put: where.quotes === '' ? (choice.put ?? choice.label) : choice.label,
  }));
}

function valuesOf(spec: SettingSpec): readonly Choice[] {
  const usual: Choice = {
    label: defaultText(spec),
    put: written(spec.default),
    detail: 'the default',
    is: 'value',
    rank: 1,
  };
  switch (spec.type) {
    case 'choice':
      return spec.choices.map((label) => ({
        label,
        put: written(label),
        detail: label === spec.default ? 'the default' : '',
        is: 'value',
      }));
    case 'flag':
      return ['true', 'false'].map((label) => ({
        label,
        detail: label === String(spec.default) ? 'the default' : '',
        is: 'value',
      }));
    case 'distribution':
      return [usual, ...laws(spec.default)];
    case 'optionalDistribution':
      return [usual, ...none(spec.default), ...laws(spec.default)];
    case 'optionalDuration':
      return [usual, ...none(spec.default)];
    case 'json':
    case 'code':
    case 'moments':
    case 'metric':
      return [];
    case 'text':
      return spec.default === null ? [] : [usual];
    default:
      return [usual];
  }
}

const none = (usual: string | null): readonly Choice[] =>
  usual === null || usual === 'none' ? [] : [{ label: 'none', detail: '', is: 'value' }];

const laws = (usual: string | null): readonly Choice[] =>
  LAWS.filter(([law]) => law !== usual).map(([label, info]) => ({
    label,
    detail: 'a law',
    info,
    is: 'value',
  }));

/** A setting that names a figure names it without a statistic. */
const bareFigure = (choice: Choice): Choice => ({
  ...choice,
  label: choice.label.split('.').slice(0, 2).join('.'),
});
const isOnce = (choice: Choice, i: number, all: readonly Choice[]): boolean =>
  all.findIndex(({ label }) => label === choice.label) === i;

/** As it would be written in a scenario, with quotes where YAML needs them. */
const written = (value: unknown): string => flowText(value);

export function defaultText(spec: SettingSpec): string {
  if (spec.type === 'json') return spec.default === null ? 'none' : 'a document';
  if (spec.type === 'code') return 'a program';
  const text = fieldText(spec, spec.default as RawSetting);
  return text === '' ? 'nothing' : text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
