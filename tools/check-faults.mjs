import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './project.mjs';

const tableFile = 'docs/faults.md';
/** P: on the phone. W: on the wire and in files. S: on the server. */
const rows = [...numbered('P', 23), ...numbered('W', 16), ...numbered('S', 17)];

/**
 * Finds faults of the catalogue that no line of the table answers, and lines whose proof is not there.
 * @param {string} root
 * @returns {{ faults: number, complaints: string[] }}
 */
export function checkFaults(root) {
  const lines = readFileSync(join(root, tableFile), 'utf8')
    .split('\n')
    .filter((line) => /^\|\s*[A-Z]\d+\s*\|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const told = lines.map(([, id = '']) => id);
  return {
    faults: lines.length,
    complaints: [
      ...rows.filter((id) => !told.includes(id)).map((id) => `${id}: not in ${tableFile}`),
      ...told
        .filter((id, at) => told.indexOf(id) !== at)
        .map((id) => `${id}: twice in ${tableFile}`),
      ...lines.flatMap(([, id = '', happens = '', answer = '', proof = '']) => {
        const paths = [...proof.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
        return [
          ...(happens === '' || answer === '' ? ['says too little'] : []),
          ...(paths.length === 0 ? ['names no proof'] : []),
          ...paths
            .filter((path) => !existsSync(join(root, path)))
            .map((path) => `${path} is not there`),
        ].map((complaint) => `${id}: ${complaint}`);
      }),
    ],
  };
}

/**
 * @param {string} letter
 * @param {number} last
 */
function numbered(letter, last) {
  return Array.from({ length: last }, (_, index) => `${letter}${String(index + 1)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { faults, complaints } = checkFaults(projectRoot);
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
  process.stdout.write(`${String(faults)} faults, ${String(complaints.length)} complaints\n`);
  process.exitCode = complaints.length === 0 && faults > 0 ? 0 : 1;
}
