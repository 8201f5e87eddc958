import { createAdaptorServer } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { existsSync } from 'node:fs';
import type { FieldRegistry } from '@sipas/shared/privacy';
import type { Server } from 'node:http';
import { type AddressInfo, type Server as NetServer, createServer } from 'node:net';
import {
  type Apart,
  backupFolder,
  createApart,
  createCaretaker,
  keepClean,
  keepComments,
  keepHeads,
  keepRetention,
  keepSafe,
  refuseChangedSetup,
  untended,
} from './care/index.ts';
import type { Config } from './config.ts';
import { type App, type AppGiven, createApp } from './http/app.ts';
import { clientAddress } from './http/client-address.ts';
import { createOverloadGauge } from './http/overload.ts';
import { connectionLimits, keepSendersMoving } from './http/sender-pace.ts';
import {
  type BackupCheck,
  type Care,
  type Clock,
  type Ids,
  type Log,
  type Meter,
  type Random,
  type Storage,
  StoreFull,
  type TableMaker,
} from './ports/index.ts';
import { openStorage } from './open-storage.ts';
import { createMeter, inTime } from './metrics/index.ts';
import { shippedFieldRegistry } from './reference-data/field-registry.ts';
import { createPublicFacts } from './reference-data/read-public-facts.ts';
import { shippedData } from './reference-data/read-reference.ts';
import { shippedCaseDeadlines } from './reference-data/shipped-case-deadlines.ts';
import { shippedIncidentRules } from './reference-data/shipped-incident-rules.ts';
import { shippedCommonPasswords } from './reference-data/shipped-common-passwords.ts';
import { shippedThemes } from './reference-data/shipped-themes.ts';
import { removeServingNote, writeServingNote } from './serving-note.ts';
import { readWithdrawn } from './storage-sqlite/index.ts';
import { machineSurroundings } from './surroundings.ts';
import { createTableThread } from './table-thread/create-table-thread.ts';
import { atTheMachine, noteOf } from './use-cases/audit/index.ts';
import { createCareCases } from './use-cases/care/index.ts';
import { countReceipts } from './use-cases/count-receipts.ts';
import { createPeopleCases } from './use-cases/people-cases.ts';
import { createRetention } from './use-cases/retention/index.ts';
import { createSyncCases, judgeWaitingForKeys } from './use-cases/sync/index.ts';
import { createWaveReader } from './use-cases/waves/index.ts';

/** A server that listens. */
export interface RunningServer {
  /** Where it can be reached on this machine. */
  readonly url: string;
  /** Takes no new requests, finishes those under way, and closes the store. */
  close(): Promise<void>;
}

export interface AppParts {
  readonly storage: Storage;
  readonly config: Pick<Config, 'clientFolder' | 'version'> &
    Partial<Pick<Config, 'trustedProxies' | 'secondFactor' | 'database'>> & {
      readonly origin: string;
    };
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Log;
  readonly care?: Care;
  readonly overload?: AppGiven['overload'];
  /** Counts and tells figures, to who has the token. */
  readonly watch?: { readonly meter: Meter; readonly token: string };
  readonly tables?: TableMaker;
  /** Hears of each form that was withdrawn. */
  readonly withdrawn?: () => void;
  /** Without one, the shipped one. */
  readonly fields?: FieldRegistry;
}

/** Puts the HTTP interface together over a store, without a socket. */
export function createServerApp(parts: AppParts): App {
  const { storage, clock, ids, random, log, care = untended } = parts;
  const { origin, clientFolder, version, trustedProxies = [], secondFactor } = parts.config;
  const reader = createWaveReader(storage.waves);
  const facts = createPublicFacts(shippedData);
  const sync = createSyncCases({ storage, reader, clock, ids, random, care });
  return createApp({
    sync: parts.watch === undefined ? sync : countReceipts(sync, parts.watch.meter),
    people: createPeopleCases({
      ...{ storage, clock, random, ids, origin, facts, version, themes: shippedThemes() },
      common: shippedCommonPasswords(),
      caseRules: shippedCaseDeadlines(),
      incidentRules: shippedIncidentRules(),
      fields: parts.fields ?? shippedFieldRegistry(),
      ...(secondFactor === undefined ? {} : { secondFactor }),
      ...tablesOf(parts),
      ...(parts.withdrawn === undefined ? {} : { withdrawn: parts.withdrawn }),
    }),
    care: createCareCases({
      ...{ care, storage, clock },
      backupsBy: parts.config.database?.kind === 'postgres' ? 'database' : 'server',
    }),
    origin,
    version,
    storageKind: parts.config.database?.kind ?? 'sqlite',
    clientFolder,
    log,
    overload: parts.overload ?? { isOverloaded: () => false },
    ...(parts.watch === undefined ? {} : { watch: parts.watch }),
    isReady: () => isReady(storage),
    addressOf: (c) => {
      // Asked without a socket there is no connection to name.
      const hasSocket = typeof c.env === 'object' && c.env !== null && 'incoming' in c.env;
      const peer = (hasSocket ? getConnInfo(c).remote.address : undefined) ?? 'unknown';
      return clientAddress(peer, c.req.header('X-Forwarded-For'), trustedProxies);
    },
  });
}

const isReady = async ({ keeper }: Storage): Promise<boolean> =>
  (await inTime(() => keeper.isReady())) ?? false;

const tablesOf = ({ tables }: AppParts) => (tables === undefined ? {} : { tables });

/** Work that waits this long on average is late enough that new work should come later. */
const overloadBoundMs = 1_500;

/** How often the caretaker looks whether something is due. */
const careTickMs = 60_000;

/** The head of a day is signed anew within this time, so the one that stands says all but the last of the day. */
const headTickMs = 10 * 60_000;

/** How long after midnight what is past its time may still be there, and a run that failed is tried again. */
const retentionTickMs = 60 * 60_000;

/** How long comments of lines that a command wrote beside the server may lie unread while nobody asks. */
const commentTickMs = 5 * 60_000;

/** How soon forms become safe after the archive took up what holds them. */
const safeTickMs = 20_000;

/** How long a backup that was under way keeps what was withdrawn meanwhile. */
const cleanTickMs = 60 * 60_000;

/** Another program listens where this one would. */
export class PortTaken extends Error {}

/**
 * Opens the store, brings it up to date, lets `prepare` fill it, and serves it.
 * Errors: throws PortTaken, before the store is filled, where nobody could be served.
 */
export async function startServer(
  config: Config,
  given: {
    readonly log: Log;
    readonly fields?: FieldRegistry;
    prepare?(storage: Storage): Promise<void>;
  },
): Promise<RunningServer> {
  const { database, dataDir, ingestKeys, backupDir: secondPlace } = config;
  const place = {
    ...{ database, dataDir, ingestKeys, secondPlace, alone: true },
    ...machineSurroundings,
  };
  const storage = await openStorage(place);
  try {
    await removeServingNote(config.dataDir);
    await refuseChangedSetup(storage, backupFolder(config.dataDir));
    await refuseTakenPort(config);
    await given.prepare?.(storage);
    await applyWithdrawals(storage, config, given.log);
    await readyKeys(storage, given.log);
    return await serve(config, storage, given);
  } catch (error) {
    await storage.keeper.close();
    throw error;
  }
}

/**
 * Every wave that is open or waits has a key, and what waited for a key is judged with those that are here. On a full disk
 * phones are served all the same: without a key they send in clear.
 */
async function readyKeys(storage: Storage, log: Log): Promise<void> {
  const { ingestKeys } = storage;
  const made = await ingestKeys.ensure(machineSurroundings.clock.now()).catch((error: unknown) => {
    if (error instanceof StoreFull) return 0;
    throw error;
  });
  const judged = await judgeWaitingForKeys(storage, createWaveReader(storage.waves));
  const lacking = (await ingestKeys.list()).filter(({ isHere }) => !isHere);
  if (made + judged.stored + judged.waiting > 0) log.info({ made, ...judged }, 'ingest keys');
  if (lacking.length > 0)
    log.error({ keys: lacking.map(({ keyId }) => keyId) }, 'ingest keys are not here');
}

/** What was withdrawn stays so, whatever store somebody put into the folder; the lists here and in the second place are one. */
async function applyWithdrawals(
  { withdrawals, audit }: Storage,
  { dataDir, backupDir }: Config,
  log: Log,
): Promise<void> {
  const second = backupDir !== null && existsSync(backupDir) ? [backupDir] : [];
  const places = [dataDir, ...second];
  const forms = await withdrawals.apply({ from: places, to: places });
  if (forms === 0) return;
  log.info({ forms }, 'forms that were withdrawn were found readable, and are so no more');
  const told = {
    actor: atTheMachine,
    act: 'form.withdrawn',
    objectKind: 'store',
    objectId: '',
  } as const;
  await audit.append(noteOf({ ...told, details: { forms } }, machineSurroundings.clock));
}

async function serve(
  config: Config,
  storage: Storage,
  { log, fields = shippedFieldRegistry() }: { readonly log: Log; readonly fields?: FieldRegistry },
): Promise<RunningServer> {
  const overload = createOverloadGauge(overloadBoundMs);
  const server = createAdaptorServer({
    fetch: (request, env) => app.fetch(request, env),
    serverOptions: connectionLimits,
  }) as Server;
  keepSendersMoving(server);
  // Slow senders may hold a connection for half a minute: 2,000 of them leave as many for others.
  server.maxConnections = 4_000;
  const url = await listen(server, config);
  const origin = config.origin ?? url;
  const apart = createApart(process.env);
  const tables = createTableThread();
  const caretaker = createCaretaker({
    keeper: storage.keeper,
    clock: machineSurroundings.clock,
    log,
    folder: backupFolder(config.dataDir),
    secondPlace: config.backupDir,
    everyMinutes: config.backupEveryMinutes,
    tickMs: careTickMs,
    ...heavyWork(apart, config.dataDir),
  });
  const clean = keepClean({
    // Of a database the copies are its operator's.
    clean: () =>
      config.database.kind === 'sqlite' ? cleanApart(apart, config.dataDir) : Promise.resolve(),
    log,
    tickMs: cleanTickMs,
  });
  const heads = keepHeads({
    ...{ audit: storage.audit, clock: machineSurroundings.clock, log, tickMs: headTickMs },
    place: { dataDir: config.dataDir, secondPlace: config.backupDir },
  });
  const retention = keepRetention({
    retention: createRetention(storage, { fields, clock: machineSurroundings.clock }),
    ...{ clock: machineSurroundings.clock, log, tickMs: retentionTickMs },
  });
  const commentsKept = keepComments({ comments: storage.comments, tickMs: commentTickMs });
  const watch = await watchOf(config, storage, caretaker);
  const safe =
    config.safeReceipts === 'wal-archive'
      ? keepSafe({ keeper: storage.keeper, log, tickMs: safeTickMs })
      : null;
  const app = createServerApp({
    storage,
    ...(watch === null ? {} : { watch }),
    config: { ...config, origin },
    ...machineSurroundings,
    log,
    care: caretaker,
    overload,
    tables,
    withdrawn: clean.soon,
    fields,
  });
  await writeServingNote(config.dataDir, origin);
  log.info({ url, version: config.version }, 'listening');
  let closing: Promise<void> | undefined;
  return {
    url,
    close: () =>
      (closing ??= closeServer(server).then(async () => {
        overload.stop();
        apart.stop();
        await tables.stop();
        await caretaker.stop();
        await heads.stop();
        await retention.stop();
        await safe?.stop();
        await clean.stop();
        await commentsKept.stop();
        await removeServingNote(config.dataDir);
        await storage.keeper.close();
      })),
  };
}

async function watchOf(
  { metricsToken: token, version, database }: Config,
  storage: Storage,
  care: Care,
): Promise<NonNullable<AppParts['watch']> | null> {
  if (token === null) return null;
  const meter = await createMeter({
    ...{ ...storage, version, storageKind: database.kind },
    isReady: () => isReady(storage),
    care: database.kind === 'sqlite' ? () => care.state() : null,
    now: () => machineSurroundings.clock.now(),
  });
  return { meter, token };
}

/** What reads a whole store is done by the operator's own commands, in processes beside this one. */
function heavyWork(apart: Apart, dataDir: string) {
  const ask = async (...args: readonly string[]): Promise<BackupCheck> => {
    const answer = (await apart.run(...args, '--data', dataDir)) as BackupCheck & {
      error?: { code: string; detail?: string };
    };
    const { error } = answer;
    if (error !== undefined && error.code !== 'store.differs')
      throw new Error(`${error.code}: ${error.detail ?? ''}`);
    return answer;
  };
  return {
    check: (file: string) => ask('check-backup', file),
    async drill() {
      await ask('drill', '--nightly');
    },
  };
}

/** Where nothing was withdrawn there is nothing to clean. */
async function cleanApart(apart: Apart, dataDir: string): Promise<void> {
  if (readWithdrawn(dataDir).length === 0) return;
  const answer = (await apart.run('clean-backups', '--data', dataDir)) as {
    readonly error?: { readonly code: string; readonly detail?: string };
  };
  if (answer.error !== undefined)
    throw new Error(`${answer.error.code}: ${answer.error.detail ?? ''}`);
}

/** Tried by listening for a moment; somebody may still come in between, which `listen` then says. */
async function refuseTakenPort(config: Config): Promise<void> {
  const trial = createServer();
  await listen(trial, config);
  await new Promise((resolve) => trial.close(resolve));
}

type Address = Pick<Config, 'host' | 'port'>;

function listen(server: NetServer, { host, port }: Address): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new PortTaken(`${host}, ${String(port)}`, { cause: error })
          : error,
      );
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      const { port: taken } = server.address() as AddressInfo;
      const shown = host.includes(':') ? `[${host}]` : host;
      resolve(`http://${shown}:${String(taken)}`);
    });
  });
}

const patienceMs = 10_000;

/** Requests under way are finished; one that does not end is cut off, and its phone sends again. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), patienceMs);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });
}
