import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type TrustedProxies, readTrustedProxies } from './http/client-address.ts';
import {
  type ChoiceFault,
  type DatabaseChoice,
  chooseDatabase,
  provinceOf,
} from './open-storage.ts';
import { readSecretFiles } from './secret-files.ts';
import { ingestKeyFile } from './storage-sqlite/index.ts';
import { type SecondFactorSetting, secondFactorSettings } from './use-cases/sign-in/index.ts';

const safeReceiptSettings = ['command', 'wal-archive'] as const;
type SafeReceipts = (typeof safeReceiptSettings)[number];

/** What the environment says, read once. */
export interface Config {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where the store lies; with PostgreSQL the data folder holds keys and logs alone. */
  readonly database: DatabaseChoice;
  /** What SIPAS_PROVINCE names, for a command that is told another database. */
  readonly province: string;
  /** Database, backups, keys and logs; nothing is written elsewhere but what another variable names. */
  readonly dataDir: string;
  /** The file of keys to which forms are sealed; on another volume, or kept apart from what is copied with the data. */
  readonly ingestKeys: string;
  /** Public origin, for cookies, links and QR codes; null: that of the address it listens on. */
  readonly origin: string | null;
  /** Whose word about the address of a sender is believed. */
  readonly trustedProxies: TrustedProxies;
  /** A second place for backups: another disk or machine, mounted; null: none. */
  readonly backupDir: string | null;
  /** Minutes between backups while something changes; 0: none by itself. */
  readonly backupEveryMinutes: number;
  /** What makes a receipt safe beneath PostgreSQL: a command of the operator, or the archive of the log, which is kept. */
  readonly safeReceipts: SafeReceipts;
  /** Whether codes of an app are asked for beside passwords. */
  readonly secondFactor: SecondFactorSetting;
  /** What a watch brings to read the figures; null: there are none. */
  readonly metricsToken: string | null;
  /** The registry of personal fields in place of the shipped one; null: that one. */
  readonly fieldRegistry: string | null;
  readonly clientFolder: string;
  readonly version: string;
}

/** Why the environment cannot be used: which variable, and what is wrong with it. */
export type ConfigFault = Omit<ChoiceFault, 'code'> & Partial<Pick<ChoiceFault, 'code'>>;

type Environment = Readonly<Record<string, string | undefined>>;

const productRoot = join(import.meta.dirname, '../..');

/**
 * Answers: how is the server to run?
 * Shape:   environment, and what the command line puts above it → configuration, or the first variable that is wrong.
 */
export function readConfig(
  given: Environment,
  above: { readonly dataDir?: string; readonly port?: number } = {},
): Result<Config, ConfigFault> {
  const read = readSecretFiles(given);
  if (!read.ok) return read;
  const environment = read.value;
  const address = readAddress(environment, above.port);
  if (!address.ok) return address;
  const database = chooseDatabase(environment);
  if (!database.ok) return database;
  const outside = readOutside(environment);
  if (!outside.ok) return outside;
  const backups = readBackups(environment, database.value);
  if (!backups.ok) return backups;
  const guards = readGuards(environment);
  if (!guards.ok) return guards;
  const dataDir = resolve(above.dataDir ?? (environment['SIPAS_DATA_DIR'] || './var'));
  return ok({
    ...address.value,
    database: database.value,
    province: provinceOf(environment),
    dataDir,
    ingestKeys: resolve(environment['SIPAS_INGEST_KEYS'] || ingestKeyFile(dataDir)),
    fieldRegistry: fileNamed(environment['SIPAS_FIELD_REGISTRY']),
    ...outside.value,
    ...guards.value,
    ...backups.value,
    clientFolder: join(productRoot, 'client', 'dist'),
    version: readVersion(),
  });
}

/** What can stand behind `Bearer` (RFC 6750, 2.1), and nobody guesses. */
const isToken = (text: string): boolean =>
  /^[A-Za-z0-9\-._~+/]+=*$/.test(text) && text.length >= 32 && text.length <= 200;

const fileNamed = (name: string | undefined): string | null => (name ? resolve(name) : null);

function readAddress(
  environment: Environment,
  above: number | undefined,
): Result<Pick<Config, 'host' | 'port'>, ConfigFault> {
  const host = environment['SIPAS_HOST'] || '127.0.0.1';
  const port = above ?? Number(environment['SIPAS_PORT'] || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return refuse({ variable: 'SIPAS_PORT', problem: 'is no port from 0 to 65535' });
  return ok({ host, port });
}

/** Who is let in, beside those who have an account and its password. */
function readGuards(
  environment: Environment,
): Result<Pick<Config, 'secondFactor' | 'metricsToken'>, ConfigFault> {
  const secondFactor = secondFactorSettings.find(
    (setting) => setting === (environment['SIPAS_SECOND_FACTOR'] || 'optional'),
  );
  if (secondFactor === undefined)
    return refuse({
      variable: 'SIPAS_SECOND_FACTOR',
      problem: `is none of ${secondFactorSettings.join(', ')}`,
    });
  const metricsToken = environment['SIPAS_METRICS_TOKEN'] || null;
  if (metricsToken !== null && !isToken(metricsToken))
    return refuse({
      variable: 'SIPAS_METRICS_TOKEN',
      problem:
        'is no token: 32 to 200 letters, digits and -._~+/= (openssl rand -hex 24 makes one)',
    });
  return ok({ secondFactor, metricsToken });
}

/** How the server is seen from outside, and by whom. */
function readOutside(
  environment: Environment,
): Result<Pick<Config, 'origin' | 'trustedProxies'>, ConfigFault> {
  const origin = environment['SIPAS_ORIGIN'] || null;
  if (origin !== null && !isOrigin(origin))
    return refuse({ variable: 'SIPAS_ORIGIN', problem: 'is no origin such as https://example.vn' });
  const trustedProxies = readTrustedProxies(environment['SIPAS_TRUST_PROXY'] ?? '');
  if (trustedProxies === null)
    return refuse({
      variable: 'SIPAS_TRUST_PROXY',
      problem: 'is neither a number of proxies from 1 to 9 nor a list such as 10.0.0.0/8, ::1',
    });
  return ok({ origin, trustedProxies });
}

function readBackups(
  environment: Environment,
  { kind }: DatabaseChoice,
): Result<Pick<Config, 'backupDir' | 'backupEveryMinutes' | 'safeReceipts'>, ConfigFault> {
  const safeReceipts = safeReceiptSettings.find(
    (setting) => setting === (environment['SIPAS_SAFE_RECEIPTS'] || 'command'),
  );
  if (safeReceipts === undefined)
    return refuse({
      variable: 'SIPAS_SAFE_RECEIPTS',
      problem: `is none of ${safeReceiptSettings.join(', ')}`,
    });
  const backupEveryMinutes = Number(
    environment['SIPAS_BACKUP_EVERY_MIN'] || (kind === 'sqlite' ? 60 : 0),
  );
  if (!Number.isInteger(backupEveryMinutes) || backupEveryMinutes < 0 || backupEveryMinutes > 1440)
    return refuse({
      variable: 'SIPAS_BACKUP_EVERY_MIN',
      problem: 'is no whole number of minutes from 0 to 1440',
    });
  const named = environment['SIPAS_BACKUP_DIR'];
  return ok({ backupDir: named ? resolve(named) : null, backupEveryMinutes, safeReceipts });
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && origin === text;
}

function readVersion(): string {
  const text = readFileSync(join(productRoot, 'server', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
