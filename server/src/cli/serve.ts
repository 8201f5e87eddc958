import pino from 'pino';
import { ok } from '@sipas/shared/kernel';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { startServer } from '../main.ts';
import type { Storage } from '../ports/index.ts';
import { quietLog } from '../quiet-log.ts';
import { readFieldRegistry } from '../reference-data/field-registry.ts';
import { readReference, shippedData } from '../reference-data/read-reference.ts';
import { machineSurroundings } from '../surroundings.ts';
import { isUnused } from '../use-cases/is-unused.ts';
import { type ReferenceData, loadReference } from '../use-cases/load-reference.ts';
import { takePositionals, wholeNumber } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { defaultDemonstration, printAccounts } from './demo.ts';

export const serveCommand: Command = {
  words: ['serve'],
  summary: 'serve the store until it is told to stop',
  usage: `[--demo-if-empty | --empty] [--port N]
  --demo-if-empty   an unused store becomes the demonstration first
  --empty           an unused store stays empty, for real use (as without either)
  --port N          where it listens (SIPAS_PORT, 8080); 0 takes a free one`,
  options: {
    'demo-if-empty': { type: 'boolean' },
    empty: { type: 'boolean' },
    port: { type: 'string' },
  },
  async run({ values, positionals, config: given, tell }) {
    takePositionals(positionals, 0, 0);
    const ports = { least: 0, most: 65_535, otherwise: given.port };
    const config = { ...given, port: wholeNumber(values, 'port', ports) };
    const wantsDemonstration = values['demo-if-empty'] === true;
    if (wantsDemonstration && values['empty'] === true)
      throw new UsageFault('say --demo-if-empty or --empty, not both');
    const reference = await readReference(shippedData);
    if (!reference.ok) return reference;
    const fields = await readFieldRegistry(config.fieldRegistry);
    if (!fields.ok) return fields;
    // Heard from the start, so that a stop during loading is not lost.
    const stopped = stopSignal();
    const log = quietLog(pino(logShape, pino.destination(2)));
    const server = await startServer(config, {
      log,
      fields: fields.value,
      prepare: (storage) => prepare(storage, reference.value, wantsDemonstration, tell),
    });
    const origin = config.origin ?? server.url;
    tell(`Điều tra viên · field app:     ${origin}/`);
    tell(`Trang quản lý · office console: ${origin}/office.html`);
    const signal = await stopped;
    log.info({ signal }, 'stopping');
    await server.close();
    return ok({ json: { stopped: signal }, text: 'Đã dừng · stopped.' });
  },
};

/** One line of JSON each, which says in words how grave it is and when it was, in UTC. */
const logShape = {
  level: 'info',
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level: string) => ({ level }) },
};

async function prepare(
  storage: Storage,
  reference: ReferenceData,
  wantsDemonstration: boolean,
  tell: (text: string) => void,
): Promise<void> {
  await loadReference(storage.waves, reference);
  if (!wantsDemonstration || !(await isUnused(storage))) return;
  tell('Đang nạp tỉnh trình diễn … · loading the demonstration province …');
  const { random } = machineSurroundings;
  const loaded = await loadDemonstration({ storage, random, reference }, defaultDemonstration);
  if (!loaded.ok) throw new Error(`the demonstration was refused: ${loaded.error.code}`);
  tell(printAccounts(loaded.value.accounts));
}

const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => resolve(signal));
  });
