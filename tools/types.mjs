import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from './list-files.mjs';
import { projectRoot } from './project.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Checks the types of every workspace. `shared` is checked twice: its rules with the language's own library
 * alone, so that fetch, process and document do not compile there; its tests with Node's.
 */
const tsc = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
const svelteCheck = join(projectRoot, 'node_modules', 'svelte-check', 'bin', 'svelte-check');
const workspaces = ['shared', 'server', 'client', 'e2e', 'bench', 'torture', 'tools'];

const projects = [
  'tsconfig.json',
  ...workspaces.flatMap((workspace) =>
    listFiles(projectRoot, workspace).filter((file) => /\/tsconfig(\.[a-z-]+)?\.json$/.test(file)),
  ),
];
const missing = workspaces.filter(
  (workspace) => !existsSync(join(projectRoot, workspace, 'tsconfig.json')),
);

let failures = 0;
for (const workspace of missing) report(`${workspace}/tsconfig.json is missing`, 1, '');
for (const project of projects) {
  const outcome = await runCommand(process.execPath, [tsc, '-p', project]);
  report(project, outcome.code, outcome.output);
}
const svelte = await runCommand(process.execPath, [
  svelteCheck,
  '--workspace',
  'client',
  '--tsconfig',
  './tsconfig.json',
  '--fail-on-warnings',
  '--output',
  'human',
]);
report('client, Svelte components', svelte.code, svelte.output);
process.exitCode = failures === 0 ? 0 : 1;

/**
 * @param {string} what
 * @param {number} code
 * @param {string} output
 */
function report(what, code, output) {
  if (code !== 0) failures += 1;
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'}  ${what}\n${code === 0 ? '' : output}`);
}
