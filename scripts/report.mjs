/** One list of results out of the JSON reports of both test runners. */

/**
 * @typedef {{ name: string, ms: number, outcome: 'passed' | 'failed' | 'skipped', again?: boolean }} Result
 *
 * @typedef {{ name: string, status: string,
 *   assertionResults: { fullName: string, status: string, duration?: number | null }[] }} VitestFile
 * @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{ title: string, tests: { status: string, results: { duration: number }[] }[] }} PlaywrightSpec
 */

/** @param {{ testResults: VitestFile[] }} report @returns {Result[]} */
export function fromVitest(report) {
  return report.testResults.flatMap((file) => {
    const tests = file.assertionResults.map(({ fullName, status, duration }) => ({
      name: fullName,
      ms: duration ?? 0,
      outcome: vitestOutcome(status),
    }));
    // A file that cannot even be loaded has no tests to fail.
    const broken = file.status === 'failed' && !tests.some((test) => test.outcome === 'failed');
    return broken ? [...tests, failure(file.name)] : tests;
  });
}

/** @param {string} status @returns {Result['outcome']} */
function vitestOutcome(status) {
  if (status === 'passed') return 'passed';
  return status === 'failed' ? 'failed' : 'skipped';
}

/** @param {{ suites: PlaywrightSuite[], errors: { message?: string }[] }} report @returns {Result[]} */
export function fromPlaywright(report) {
  return [
    ...report.suites.flatMap(fromSuite),
    ...report.errors.map((error) => failure(error.message ?? 'error')),
  ];
}

/** @param {PlaywrightSuite} suite @returns {Result[]} */
function fromSuite(suite) {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({
      name: `${suite.title} ${spec.title}`,
      ms: test.results.reduce((sum, result) => sum + result.duration, 0),
      outcome: playwrightOutcome(test.status),
      again: test.status === 'flaky',
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(fromSuite)];
}

/** A real browser on a busy machine may need a second try; which tests did is told. @param {string} status @returns {Result['outcome']} */
function playwrightOutcome(status) {
  if (status === 'expected' || status === 'flaky') return 'passed';
  return status === 'skipped' ? 'skipped' : 'failed';
}

/** @param {string} name @returns {Result} */
export function failure(name) {
  return { name, ms: 0, outcome: 'failed' };
}

/** @param {readonly Result[]} results @param {number} howMany @returns {Result[]} */
export function slowest(results, howMany) {
  return [...results].sort((a, b) => b.ms - a.ms).slice(0, howMany);
}

/** @param {readonly Result[]} results @param {Result['outcome']} outcome */
export function count(results, outcome) {
  return results.filter((result) => result.outcome === outcome).length;
}

/** @param {readonly Result[]} results */
export function closingLine(results) {
  const parts = /** @type {const} */ (['passed', 'failed', 'skipped']);
  return parts.map((outcome) => `${count(results, outcome)} ${outcome}`).join(', ');
}
