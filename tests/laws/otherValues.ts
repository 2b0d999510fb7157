/** For every shape of a setting, values other than its default, as they would be written. */
import type { SettingSpec } from '../../src/parts/contract.ts';
import { readSetting } from '../../src/parts/settings.ts';

/** @returns below and above the default where there is room; none for what only its own part can make up */
export function otherValues(spec: SettingSpec): unknown[] {
  return candidates(spec).filter((value) => readSetting(spec, value).ok);
}

function candidates(spec: SettingSpec): unknown[] {
  switch (spec.type) {
    case 'count':
      return spec.default > 1000 ? [spec.default / 2] : [spec.default - 1, spec.default + 1];
    case 'duration':
      return ['90s', '1500ms'].filter((value) => value !== spec.default);
    case 'optionalDuration':
      return spec.default === null ? ['700ms'] : ['none', '1500ms'];
    case 'distribution':
      return ['uniform 1ms..30ms'];
    case 'optionalDistribution':
      return spec.default === null ? ['exp 2s'] : ['none', 'exp 2s'];
    case 'rate':
      return ['20/s', '80/s'];
    case 'share':
      return [0.3];
    case 'factor':
      return [3];
    case 'size':
      return ['100KiB'];
    case 'money':
      return [spec.default * 2];
    case 'flag':
      return [!spec.default];
    case 'choice':
      return spec.choices.filter((choice) => choice !== spec.default);
    case 'moments':
      return [['1s', '2s']];
    case 'code':
      return [`${spec.default}\n// Other words.\n`];
    // Nobody can guess a document, a name or a figure: the tests of its own part change it.
    case 'text':
    case 'metric':
    case 'json':
      return [];
  }
}
