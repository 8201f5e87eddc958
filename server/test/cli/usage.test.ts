import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cliFile, runHere, runSipas, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
beforeAll(async () => {
  place = await setupFolder();
}, 120_000);
afterAll(() => place.remove());

const run = (...args: string[]) => runHere(place.folder, ...args);

const commands = [
  'serve',
  'demo',
  'user add',
  'wave create',
  'wave close',
  'wave reopen',
  'instrument compare',
  'instrument publish',
  'enrol',
  'score',
  'estimate',
  'compare',
  'units on',
  'units trace',
  'sample size',
  'sample allocate',
  'sample draw',
  'weights',
  'quality',
  'export',
  'verify',
  'backup',
  'restore',
  'restored',
  'drill',
  'copy',
  'backed-up',
  'import-batch',
];

test('lists the commands, as a process of its own', async () => {
  const ran = await runSipas(place.folder, '--help');

  expect(ran.exit).toBe(0);
  for (const command of commands) expect(ran.out).toContain(`\n  ${command} `);
});

test.each(commands)('%s has its help', async (command) => {
  const { exit, out } = await run(...command.split(' '), '--help');

  expect(exit).toBe(0);
  expect(out).toContain(`sipas ${command}`);
  expect(out).toContain('--json');
});

test.each([
  ['an unknown command', ['dance']],
  ['half a command', ['user']],
  ['an unknown option', ['verify', '--fast']],
  ['an argument that nobody expects', ['verify', 'now']],
  ['a number that is none', ['demo', '--responses', '3k']],
  ['a number out of bounds', ['demo', '--responses', '1000001']],
  ['another number out of bounds', ['demo', '--earlier', '-1']],
  ['a port that is none', ['serve', '--port', '65536']],
  ['both ways of serving', ['serve', '--empty', '--demo-if-empty']],
  ['an account without a role', ['user', 'add', 'an', '--area', '86']],
  ['an account with an unknown role', ['user', 'add', 'an', '--role', 'king', '--area', '86']],
  ['an account without an area', ['user', 'add', 'an', '--role', 'office']],
  ['an account without a name', ['user', 'add', '--role', 'office', '--area', '86']],
  [
    'a wave without an instrument',
    ['wave', 'create', '--name', 'x', '--catalogue', '2025-07-01', '--open'],
  ],
  [
    'a bound of zero',
    [
      'wave',
      'create',
      '--name',
      'x',
      '--catalogue',
      '2025-07-01',
      '--instrument',
      'a',
      '--open',
      '--minimum-base',
      '0',
    ],
  ],
  ['a wave that is closed without its name', ['wave', 'close']],
  ['one instrument compared with none', ['instrument', 'compare', 'a.json']],
  ['a version for no wave', ['instrument', 'publish', 'a.json']],
  [
    'a version of which something else is accepted',
    ['instrument', 'publish', 'a.json', '--wave', 'x', '--accept', 'all'],
  ],
  ['an enrolment for nobody', ['enrol']],
  ['an export of nothing', ['export']],
  ['an export of something else', ['export', 'people']],
  ['answers to no question', ['export', 'answers']],
  ['an unknown shape', ['export', 'scores', '--shape', 'tall']],
  ['a score without an instrument', ['score', 'a.csv']],
  ['an unknown scheme', ['score', 'a.csv', '--instrument', 'household-2022', '--scheme', 'mean']],
  ['an estimate of no column', ['estimate', 'a.csv']],
  ['an estimate of an unknown type', ['estimate', 'a.csv', '--value', 'y', '--type', 'median']],
  ['three stages of clusters', ['estimate', 'a.csv', '--value', 'y', '--cluster', 'a,b,c']],
  ['a stage without a name', ['estimate', 'a.csv', '--value', 'y', '--cluster', 'a,']],
  ['populations of no stage', ['estimate', 'a.csv', '--value', 'y', '--fpc', 'f,g']],
  [
    'an unknown rule for single clusters',
    ['estimate', 'a.csv', '--value', 'y', '--single-cluster', 'drop'],
  ],
  ['a comparison of one wave', ['compare', 'a']],
  ['an overlap beyond all', ['compare', 'a', 'b', '--overlap', '101']],
  ['units of no day', ['units', 'on', '2025-02-30']],
  ['units of a day before they are on record', ['units', 'on', '2018-12-31']],
  ['a trace to nowhere', ['units', 'trace', '29551', '--from', '2025-07-01']],
  ['a sample of no width', ['sample', 'size']],
  ['a width of nothing', ['sample', 'size', '--half-width', '0']],
  ['a decimal comma', ['sample', 'size', '--half-width', '2,5']],
  ['certainty', ['sample', 'size', '--half-width', '5', '--confidence', '100']],
  ['an allocation of no number', ['sample', 'allocate', 'a.csv']],
  ['a draw without a seed', ['sample', 'draw', 'a.csv', '--villages', '2', '--households', '2']],
  [
    'an unknown way to draw',
    [
      ...['sample', 'draw', 'a.csv', '--seed', 'x', '--villages', '2', '--households', '2'],
      ...['--method', 'quota'],
    ],
  ],
  ['weights of no record', ['weights']],
  ['a cap below the median', ['weights', 'a.csv', '--cap', '0.5']],
  ['a cut without a cap', ['weights', 'a.csv', '--cut', 'spread']],
  ['a review of no wave', ['quality']],
  ['a restore of nothing', ['restore']],
  ['an import of nothing', ['import-batch']],
])('%s is a fault of usage: exit 2, nothing on standard output', async (_, args) => {
  const { exit, out, err } = await run(...args);

  expect([exit, out]).toEqual([2, '']);
  expect(err).not.toBe('');
});

test.each([
  ['verify'],
  ['backup'],
  ['enrol', '--surveyor', 'x'],
  ['export', 'scores'],
  ['compare', 'a', 'b'],
  ['quality', 'x'],
])('%s does not make a store where there is none', async (...args) => {
  const { exit, out } = await run(...args, '--json');

  expect(exit).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'store.empty' } });
});

test('a fault of usage ends the process with 2', async () => {
  const ran = await runSipas(place.folder, 'verify', '--fast');

  expect([ran.exit, ran.out]).toEqual([2, '']);
});

test.each([
  ['to standard output', ['units', 'on', '2025-07-01', '--json']],
  ['in its help', ['--help']],
])('who hears no more is told no more %s, and the exit says so', async (_, args) => {
  const script = '"$0" "$@" | sleep 0; printf %s "${PIPESTATUS[0]}"';

  const told = await promisify(execFile)(
    'bash',
    ['-c', script, process.execPath, cliFile, ...args],
    {
      cwd: place.folder,
    },
  );

  // As of a program that the signal SIGPIPE ended.
  expect(told).toEqual({ stdout: '141', stderr: '' });
});
