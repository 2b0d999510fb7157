import { expect, test } from 'vitest';
import { WRONG } from '../../../tests/golang/typeMessages.ts';
import { errorText } from '../syntax/errors.ts';
import { checkProgram } from './check.ts';

const PACKAGES: Readonly<Record<string, string>> = {
  os: 'package os\nfunc Exit(code int)\n',
  fmt: 'package fmt\nfunc Println(a ...any) (n int, err error)\n',
  time: 'package time\ntype Duration int64\nconst Second Duration = 1e9\nfunc Sleep(d Duration)\n',
};

const options = {
  sourceOf: (path: string) => {
    const source = PACKAGES[path];
    return source === undefined ? null : [{ name: `${path}.go`, source }];
  },
};

test.each(WRONG)('$source', ({ source, messages }) => {
  const { errors, packages } = checkProgram('main', [{ name: 'main.go', source }], options);
  expect(errors.map(errorText)).toEqual(messages.map((message) => `main.go:${message}`));
  expect(packages).toEqual([]);
});
