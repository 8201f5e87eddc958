/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * Adds up a JSON report of Vitest. A file that could not be loaded has no tests and counts as one failure.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 * @returns {Totals}
 */
export function totalsOfVitest(report) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Adds up a JSON report of Playwright. A journey that passes only when repeated has failed.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number },
 *   errors: unknown[] }} report
 * @returns {Totals}
 */
export function totalsOfPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Settles what a report and the program's exit code say together: a run that ended badly without a failed
 * test, or that ran no test at all, is a failure.
 * @param {Totals | null} totals null when there is no report
 * @param {number} code
 * @returns {Totals}
 */
export function settle(totals, code) {
  if (totals === null) return { passed: 0, failed: 1, skipped: 0 };
  const nothingRan = totals.passed + totals.failed === 0;
  const silent = code !== 0 && totals.failed === 0;
  return nothingRan || silent ? { ...totals, failed: totals.failed + 1 } : totals;
}
