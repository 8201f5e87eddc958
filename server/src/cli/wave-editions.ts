import { ok, refuse } from '@sipas/shared/kernel';
import { scoreKinds } from '@sipas/shared/wire';
import { defaultCsvFormat, editionChangesCsv, editionChangesFileName } from '../exports/index.ts';
import type { Edition, Storage } from '../ports/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import {
  freezeWave,
  listEditions,
  makeEdition,
  showEditionChanges,
} from '../use-cases/editions/index.ts';
import { tablesHere } from '../use-cases/make-tables.ts';
import { createSurveyContext } from '../use-cases/sync/survey-context.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { oneOf, optional, required, takePositionals, wholeNumber } from './arguments.ts';
import { collectCsv } from './collect-csv.ts';
import type { Command, CommandInput } from './command.ts';
import { operator } from './operator.ts';
import { done, withStorage } from './with-storage.ts';

const mostEditions = 999_999;

const needsOf = (storage: Storage, { config }: Pick<CommandInput, 'config'>) => {
  const reader = createWaveReader(storage.waves);
  const { editions, responses, deviceActs } = storage;
  const context = createSurveyContext(storage, reader);
  const stores = { reader, editions, responses, deviceActs, context, tables: tablesHere };
  return { ...stores, ...machineSurroundings, software: config.version };
};

const printEdition = ({ edition, at, by, reason, responses, ...sums }: Edition): string =>
  [
    `bản ${String(edition)}`,
    at,
    by ?? 'người vận hành',
    `${String(responses)} phiếu (+${String(sums.added)} −${String(sums.removed)} sửa ${String(sums.changed)} chờ ${String(sums.waiting)})`,
    `SHA-256 ${sums.dataHash}`,
    reason,
  ]
    .join('\t')
    .trimEnd();

export const waveFreezeCommand: Command = {
  words: ['wave', 'freeze'],
  summary: 'freeze the figures of a closed wave: its first edition',
  usage: `ID
  what comes later is kept and enters the figures only by a new edition; the wave cannot be opened again`,
  options: {},
  run(input) {
    const [waveId = ''] = takePositionals(input.positionals, 1, 1);
    return withStorage(input.config, async (storage) => {
      const frozen = await freezeWave(needsOf(storage, input), null, waveId);
      return frozen.ok ? done(frozen.value, printEdition(frozen.value)) : frozen;
    });
  },
};

export const waveEditionsCommand: Command = {
  words: ['wave', 'editions'],
  summary: 'the editions of a frozen wave, and how much came late',
  usage: 'ID',
  options: {},
  run(input) {
    const [waveId = ''] = takePositionals(input.positionals, 1, 1);
    return withStorage(input.config, async (storage) => {
      const found = await listEditions(needsOf(storage, input), null, waveId);
      if (!found.ok) return found;
      const late = `${String(found.value.late)} dòng đến sau khi đóng đang chờ`;
      return done(found.value, [...found.value.editions.map(printEdition), late].join('\n'));
    });
  },
};

export const waveEditionCommand: Command = {
  words: ['wave', 'edition'],
  summary: 'take what came late into a new edition of a frozen wave',
  usage: `ID --reason TEXT
  a village is taken in when as many people in it changed as the least cell of the wave has; the others wait`,
  options: { reason: { type: 'string' } },
  run(input) {
    const [waveId = ''] = takePositionals(input.positionals, 1, 1);
    const reason = required(input.values, 'reason');
    return withStorage(input.config, async (storage) => {
      const made = await makeEdition(needsOf(storage, input), null, waveId, reason);
      return made.ok ? done(made.value, printEdition(made.value)) : made;
    });
  },
};

export const waveEditionChangesCommand: Command = {
  words: ['wave', 'edition-changes'],
  summary: 'what an edition tells otherwise than the one before it, as CSV',
  usage: `ID [options]
  --edition N           the later of the two (the last)
  --instrument ID       id or version; the wave's first without it
  --level LEVEL         province, district, commune, village, grouping:ID (province)
  --by KIND             ${scoreKinds.join(', ')} (overall)`,
  options: {
    edition: { type: 'string' },
    instrument: { type: 'string' },
    level: { type: 'string' },
    by: { type: 'string' },
  },
  run(input) {
    const { values, positionals } = input;
    const [waveId = ''] = takePositionals(positionals, 1, 1);
    const bounds = { least: 0, most: mostEditions, otherwise: 0 };
    const edition = wholeNumber(values, 'edition', bounds);
    const query = {
      edition: edition === 0 ? undefined : edition,
      instrument: optional(values, 'instrument'),
      level: optional(values, 'level'),
      by: oneOf(values, 'by', scoreKinds),
    };
    return withStorage(input.config, async (storage) => {
      const needs = needsOf(storage, input);
      const wave = await needs.reader.wave(waveId);
      if (wave === null) return refuse({ code: 'wave.unknown', detail: waveId });
      const table = await showEditionChanges(needs, operator(wave), waveId, query);
      if (!table.ok) return table;
      const bytes = await collectCsv(editionChangesCsv(table.value, defaultCsvFormat));
      return ok({ csv: bytes, name: editionChangesFileName(table.value) });
    });
  },
};
