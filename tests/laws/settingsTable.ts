/** How the settings of a part stand in its model.md: one row each. */
import type { SettingSpec, SettingsSpec } from '../../src/parts/contract.ts';

export const HEAD = '| Setting | Default | Range | Meaning | Source |\n| --- | --- | --- | --- | --- |';

export function rowsOf(settings: SettingsSpec): string[] {
  return Object.entries(settings).map(
    ([name, spec]) =>
      `| \`${name}\` | ${defaultOf(spec)} | ${rangeOf(spec)} | ${spec.says} | ${spec.source.replaceAll('|', '\\|')} |`,
  );
}

function defaultOf(spec: SettingSpec): string {
  if (spec.default === null) return 'none';
  if (spec.type === 'json') return `\`${JSON.stringify(spec.default)}\``;
  if (spec.type === 'code' && spec.default === '') return 'empty';
  if (spec.type === 'code') return spec.language === 'Go' ? 'a small program' : 'a small sample';
  if (Array.isArray(spec.default)) return spec.default.length === 0 ? 'empty' : spec.default.join(', ');
  return spec.type === 'count' ? grouped(spec.default) : String(spec.default);
}

function rangeOf(spec: SettingSpec): string {
  switch (spec.type) {
    case 'duration':
    case 'rate':
    case 'size':
      return `${spec.min} to ${spec.max}`;
    case 'factor':
      return `${grouped(spec.min)} to ${grouped(spec.max)}`;
    case 'optionalDuration':
      return `none, or ${spec.min} to ${spec.max}`;
    case 'distribution':
      return 'a duration or a law';
    case 'optionalDistribution':
      return 'none, or a duration or a law';
    case 'count':
      return `${grouped(spec.min)} to ${grouped(spec.max)} ${spec.unit}`;
    case 'share':
      return `${(spec.min ?? 0) * 100} % to ${(spec.max ?? 1) * 100} %`;
    case 'money':
      return spec.unit;
    case 'flag':
      return 'true or false';
    case 'choice':
      return spec.choices.join(', ');
    case 'moments':
      return 'moments in rising order';
    case 'text':
      return spec.expected;
    case 'metric':
      return 'a figure of a part';
    case 'code':
      return spec.language === 'Go' ? 'Go source' : spec.language;
    case 'json':
      return spec.document;
  }
}

function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
