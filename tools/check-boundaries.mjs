import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findForbiddenComponentImports } from './component-imports.mjs';
import { projectRoot } from './project.mjs';
import { runCommand } from './run-command.mjs';

const workspaces = ['shared', 'client', 'server', 'e2e', 'bench', 'torture', 'tools'];
const rulesFile = join(projectRoot, '.dependency-cruiser.cjs');

/** @type {{ forbidden: (import('./component-imports.mjs').Rule & { comment: string })[] }} */
export const { forbidden } = createRequire(import.meta.url)(rulesFile);

/** @typedef {import('./component-imports.mjs').Finding} Finding */

/**
 * Finds the imports that the rules forbid in a tree laid out like this one.
 * @param {string} root
 * @returns {Promise<{ findings: Finding[], modules: number }>}
 */
export async function findForbiddenImports(root) {
  const program = join('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const { code, output } = await runCommand(
    process.execPath,
    [
      join(projectRoot, program),
      ...['--config', rulesFile, '--output-type', 'json'],
      ...workspaces.filter((folder) => existsSync(join(root, folder))),
    ],
    { cwd: root },
  );
  const summary = readSummary(output);
  if (summary === null) throw new Error(`dependency-cruiser ended with ${String(code)}\n${output}`);
  return {
    modules: summary.totalCruised,
    findings: [
      ...summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
      ...findForbiddenComponentImports(root, forbidden),
    ],
  };
}

/**
 * @param {string} output
 * @returns {{ totalCruised: number, violations: { rule: { name: string }, from: string, to: string }[] } | null}
 */
function readSummary(output) {
  try {
    return JSON.parse(output).summary;
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { findings, modules } = await findForbiddenImports(projectRoot);
  for (const { rule, from, to } of findings) {
    const reason = forbidden.find(({ name }) => name === rule)?.comment ?? '';
    process.stdout.write(`${from} → ${to}\n  ${rule}: ${reason}\n`);
  }
  process.stdout.write(
    `${String(modules)} modules, ${String(findings.length)} forbidden imports\n`,
  );
  process.exitCode = findings.length === 0 && modules > 0 ? 0 : 1;
}
