import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { npmCommand } from '../../tools/npm.mjs';
import { type Lockfile, makeSbom } from './sbom.ts';

const root = join(import.meta.dirname, '../..');
const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly { license?: { id?: string }; expression?: string }[];
  readonly hashes?: readonly { readonly content: string }[];
}
const componentsOf = (bom: unknown): readonly Component[] =>
  (bom as { components: readonly Component[] }).components;
const tell = ({ name, version, licenses = [], hashes = [] }: Component): string =>
  [
    `${name}@${version}`,
    licenses.map((one) => one.license?.id ?? one.expression ?? '').join(),
    hashes.map(({ content }) => content).join(),
  ].join(' ');

test('names all that npm names of the same lockfile, with version, licence and hash', () => {
  const [npm, ...first] = npmCommand();
  const args = [
    ...first,
    'sbom',
    '--omit',
    'dev',
    '--package-lock-only',
    '--sbom-format',
    'cyclonedx',
  ];
  const told = execFileSync(npm, args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  // Workspaces are ours, and have no hash.
  const theirs = componentsOf(JSON.parse(told)).filter(({ hashes = [] }) => hashes.length > 0);
  const ours = new Set(componentsOf(makeSbom(lockfile)).map(tell));

  expect(theirs.length).toBeGreaterThan(40);
  expect(theirs.map(tell).filter((one) => !ours.has(one))).toEqual([]);
});

test('names every dependency of the workspaces that run, in its exact version and with a licence', () => {
  const bom = componentsOf(makeSbom(lockfile));
  const asked = ['client', 'server', 'shared'].flatMap((workspace) => {
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
      readFileSync(join(root, workspace, 'package.json'), 'utf8'),
    ) as Partial<Record<string, Record<string, string>>>;
    return Object.entries({ ...dependencies, ...optionalDependencies });
  });

  const named = new Set(bom.map(({ name, version }) => `${name}@${version}`));
  const own = asked.filter(([name]) => !name.startsWith('@sipas/'));
  expect(own.filter(([name, version]) => !named.has(`${name}@${version}`))).toEqual([]);
  expect(bom.filter(({ licenses }) => licenses?.length !== 1)).toEqual([]);
});

test('is the same for the same lockfile, and refuses a package without a licence', () => {
  expect(JSON.stringify(makeSbom(lockfile))).toBe(JSON.stringify(makeSbom(lockfile)));
  expect(() =>
    makeSbom({ name: 'x', version: '1', packages: { 'node_modules/a': { version: '1.0.0' } } }),
  ).toThrow('node_modules/a has no version or no licence');
});
