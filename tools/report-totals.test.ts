import { expect, test } from 'vitest';
import { settle, totalsOfPlaywright, totalsOfVitest } from './report-totals.mjs';

const vitest = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };

test('adds a file that could not be loaded to the failed tests', () => {
  const totals = totalsOfVitest({
    ...vitest,
    testResults: [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  });

  expect(totals).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

test('takes a journey that passed only when repeated, and an error outside of any, for failures', () => {
  const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 2 };

  expect(totalsOfPlaywright({ stats, errors: [{}] })).toEqual({ passed: 7, failed: 3, skipped: 2 });
});

test('counts a failure where there is no report, no test, or a bad end without a failed test', () => {
  const good = { passed: 3, failed: 0, skipped: 0 };

  expect(settle(null, 0).failed).toBe(1);
  expect(settle({ passed: 0, failed: 0, skipped: 4 }, 0).failed).toBe(1);
  expect(settle(good, 1).failed).toBe(1);
  expect(settle({ passed: 3, failed: 2, skipped: 0 }, 1).failed).toBe(2);
  expect(settle(good, 0)).toEqual(good);
});
