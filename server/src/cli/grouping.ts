import { basename, resolve } from 'node:path';
import { ok, refuse } from '@sipas/shared/kernel';
import { defaultCsvFormat, exportFileName, groupingCsv } from '../exports/index.ts';
import type { Storage } from '../ports/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import { importGrouping, showGrouping } from '../use-cases/groupings/index.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { takePositionals } from './arguments.ts';
import { bytesOf } from './bytes-of.ts';
import { collectCsv } from './collect-csv.ts';
import type { Command } from './command.ts';
import { done, withStorage } from './with-storage.ts';

const needsOf = (storage: Storage) => ({
  ...storage,
  reader: createWaveReader(storage.waves),
  clock: machineSurroundings.clock,
});

export const groupingExportCommand: Command = {
  words: ['grouping', 'export'],
  summary: 'write a grouping of communes as CSV',
  usage: `ID
  ID           huyen-cu, buu-dien-khu-vuc; columns commune_code, commune_name, node_code, node_name`,
  options: {},
  run({ positionals, config }) {
    const [id = ''] = takePositionals(positionals, 1, 1);
    return withStorage(config, async (storage) => {
      const found = await showGrouping(needsOf(storage), null, id);
      if (!found.ok) return found;
      const name = exportFileName('grouping', id, String(found.value.revision));
      return ok({ name, csv: await collectCsv(groupingCsv(found.value, defaultCsvFormat)) });
    });
  },
};

export const groupingImportCommand: Command = {
  words: ['grouping', 'import'],
  summary: 'write a grouping of communes anew from a CSV',
  usage: `ID FILE.csv
  columns commune_code, node_code, node_name; every commune once. A server beside it follows at once. Refused, with the
  line, where something is wrong, and where an area would go in which somebody works or that an action names`,
  options: {},
  run({ positionals, config, folder }) {
    const [id = '', file = ''] = takePositionals(positionals, 2, 2);
    return withStorage(config, async (storage) => {
      const bytes = await bytesOf(resolve(folder, file));
      if (bytes === null) return refuse({ code: 'file.unreadable', detail: basename(file) });
      const writing = { id, writer: null, seen: null };
      const kept = await importGrouping(needsOf(storage), writing, bytes);
      if (!kept.ok) return kept;
      const { revision, areas, communes } = kept.value;
      const told = { id, revision, areas: areas.length, communes: communes.length };
      return done(told, `${id}: version ${String(revision)}, ${String(areas.length)} areas`);
    });
  },
};
