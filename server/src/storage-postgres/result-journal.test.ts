import { expect, it } from 'vitest';
import { createResultJournal } from './result-journal.ts';

const change = (village: string) => ({
  ...{ waveId: 'w', instrumentKey: 1, commune: '29551', village, packed: '1', mode: 'interview' },
  by: 1 as const,
});

function listening() {
  const journal = createResultJournal();
  journal.listens(7);
  return journal;
}

it('tells what this process committed since a state, and nothing more [Z-03]', () => {
  const journal = listening();
  const before = journal.version();
  journal.committed(8, [change('a')]);
  const between = journal.version();
  journal.committed(9, [change('b')]);

  expect(journal.changesSince(before)?.map(({ village }) => village)).toEqual(['a', 'b']);
  expect(journal.changesSince(between)?.map(({ village }) => village)).toEqual(['b']);
  expect(journal.changesSince(journal.version())).toEqual([]);
});

it('knows that another process changed something, not what [Z-03]', () => {
  const journal = listening();
  journal.committed(8, [change('a')]);
  const before = journal.version();
  journal.heard(9);

  expect(journal.version()).not.toBe(before);
  expect(journal.changesSince(before)).toBeNull();
  expect(journal.changesSince(journal.version())).toEqual([]);
});

it('does not take a commit for the next one where another came between, heard of or not [Z-03]', () => {
  const unheard = listening();
  const before = unheard.version();
  unheard.committed(9, [change('a')]);
  expect(unheard.changesSince(before)).toBeNull();

  // The notice of the later commit overtook the answer to our own.
  const overtaken = listening();
  overtaken.heard(9);
  overtaken.committed(8, [change('a')]);
  expect(overtaken.changesSince(overtaken.version())).toEqual([]);
  expect(overtaken.changesSince('v.7')).toBeNull();
});

it('gives no name twice while nobody tells what others do [Z-03]', () => {
  const journal = listening();
  const before = journal.version();
  journal.deaf();
  const names = [journal.version(), journal.version()];
  journal.committed(8, [change('a')]);
  journal.listens(8);

  expect(new Set([before, ...names, journal.version()]).size).toBe(4);
  expect(names.map((name) => journal.changesSince(name))).toEqual([null, null]);
  expect(journal.changesSince(before)).toBeNull();
});

it('forgets what is far behind, and says so [Z-03]', () => {
  const journal = listening();
  const before = journal.version();
  journal.committed(
    8,
    Array.from({ length: 20_001 }, (_, place) => change(String(place))),
  );

  expect(journal.changesSince(before)).toBeNull();
});
