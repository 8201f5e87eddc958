/**
 * What is done with the figures of measurements: a table for people, and what became worse since a stored run.
 * @typedef {import('../bench/src/report.ts').Figure} Figure
 */

/** By how much a figure may differ from a stored one before it is named. */
const tolerated = 0.1;

/**
 * Answers: figures as a table with one line each.
 * @param {readonly Figure[]} figures
 * @returns {string}
 */
export function printTable(figures) {
  const heads = ['Suite', 'Measured', 'Ours', 'Beside', 'Ours ÷ beside', 'Goal', ''];
  const rows = figures.map((figure) => [
    figure.suite,
    figure.note === '' ? figure.name : `${figure.name} (${figure.note})`,
    `${printNumber(figure.value)} ${figure.unit} (${printNumber(figure.min)}–${printNumber(figure.max)}, n = ${String(figure.n)})`,
    figure.peerValue === null
      ? '–'
      : `${figure.peer ?? ''}: ${printNumber(figure.peerValue)} ${figure.unit}`,
    figure.ratio === null ? '–' : figure.ratio.toFixed(2),
    figure.goals.map((goal) => printGoal(goal, figure.unit)).join(', ') || 'reported',
    figure.isHeld ? 'held' : 'MISSED',
  ]);
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (/** @type {readonly string[]} */ row) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}

/** @param {number} value */
const printNumber = (value) =>
  Math.abs(value) >= 100
    ? value.toLocaleString('en', { maximumFractionDigits: 0 })
    : String(Number(value.toPrecision(3)));

/**
 * @param {Figure['goals'][number]} goal
 * @param {string} unit
 */
const printGoal = ({ of, is, bound }, unit) =>
  `${is === 'at most' ? '≤' : '≥'} ${printNumber(bound)} ${of === 'value' ? unit : '×'}`;

/**
 * Answers: the figures that are worse than they were, each in words.
 * Shape:   a figure beside a peer is compared by its ratio, which another machine changes least; one alone by its value. Which way
 *          is worse follows from its goal; a figure without a goal is worse where it grew.
 * Missing: what was not measured then is not named.
 * @param {readonly Figure[]} before
 * @param {readonly Figure[]} now
 * @returns {string[]}
 */
export function findRegressions(before, now) {
  return now.flatMap((figure) => {
    const old = before.find(({ suite, name }) => suite === figure.suite && name === figure.name);
    if (old === undefined) return [];
    const [was, is] =
      figure.ratio !== null && old.ratio !== null
        ? [old.ratio, figure.ratio]
        : [old.value, figure.value];
    const isMoreBetter = figure.goals[0]?.is === 'at least';
    const worseBy = isMoreBetter ? (was - is) / was : (is - was) / was;
    if (!(worseBy > tolerated)) return [];
    const what = figure.ratio !== null && old.ratio !== null ? '×' : figure.unit;
    return [
      `${figure.suite}: ${figure.name}: ${printNumber(was)} → ${printNumber(is)} ${what}, worse by ${(worseBy * 100).toFixed(0)} %`,
    ];
  });
}
