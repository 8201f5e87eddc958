import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listFiles } from './list-files.mjs';
import { projectRoot } from './project.mjs';

/**
 * @typedef {object} Row one line of docs/rules.md
 * @property {string} id
 * @property {string} sentence
 * @property {string} source
 * @property {string} file
 * @property {string} test
 */

const indexFile = 'docs/rules.md';
const identifier = '[A-Z]-\\d{2,}';
/** Tools and benchmarks hold no rule of the survey. */
const workspaces = ['shared', 'client', 'server', 'e2e'];

/**
 * Finds where the index of rules, the sources and the tests do not tell the same story.
 * @param {string} root
 * @returns {{ rules: number, complaints: string[] }}
 */
export function checkRules(root) {
  const rows = readIndex(join(root, indexFile));
  const files = workspaces.flatMap((workspace) => listFiles(root, workspace));
  const cited = collect(root, files.filter(isSource), rulesInSource);
  const tested = collect(root, files.filter(isTest), rulesInTitles);
  return {
    rules: rows.length,
    complaints: [
      ...repeated(rows.map(({ id }) => id)).map((id) => `${id}: twice in ${indexFile}`),
      ...rows.flatMap((row) => complainAboutRow(root, row, cited, tested)),
      ...unlisted(rows, cited).map((id) => `${id}: in ${list(cited, id)}, not in ${indexFile}`),
      ...unlisted(rows, tested).map(
        (id) => `${id}: tested in ${list(tested, id)}, not in ${indexFile}`,
      ),
    ],
  };
}

/**
 * @param {string} root
 * @param {Row} row
 * @param {Map<string, string[]>} cited
 * @param {Map<string, string[]>} tested
 */
function complainAboutRow(root, { id, sentence, source, file, test }, cited, tested) {
  const complaints = [];
  if (sentence === '') complaints.push('no sentence');
  if (source === '') complaints.push('no source');
  if (file === '') complaints.push('no file');
  else if (!existsSync(join(root, file))) complaints.push(`${file} is not there`);
  else if (!cited.get(id)?.includes(file)) complaints.push(`${file} has no line "Rule: ${id}"`);
  if (test === '') complaints.push('no test');
  else if (!existsSync(join(root, test))) complaints.push(`${test} is not there`);
  else if (!tested.get(id)?.includes(test)) complaints.push(`${test} has no title with [${id}]`);
  if ((cited.get(id)?.length ?? 0) > 1) complaints.push(`in several files: ${list(cited, id)}`);
  return complaints.map((complaint) => `${id}: ${complaint}`);
}

/**
 * Reads the rows of the table; a path may be written as code or as a link.
 * @param {string} file
 * @returns {Row[]}
 */
function readIndex(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => new RegExp(`^\\|\\s*${identifier}\\s*\\|`).test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .map(([, id = '', sentence = '', source = '', path = '', test = '']) => ({
      id,
      sentence,
      source: source === '—' ? '' : source,
      file: plainPath(path),
      test: plainPath(test),
    }));
}

/** @param {string} cell */
const plainPath = (cell) => (/`([^`]+)`/.exec(cell)?.[1] ?? cell).trim();

/**
 * @param {string} root
 * @param {readonly string[]} files
 * @param {(text: string) => string[]} find
 * @returns {Map<string, string[]>} files by rule
 */
function collect(root, files, find) {
  /** @type {Map<string, string[]>} */
  const filesByRule = new Map();
  for (const file of files)
    for (const id of new Set(find(readFileSync(join(root, file), 'utf8'))))
      filesByRule.set(id, [...(filesByRule.get(id) ?? []), file]);
  return filesByRule;
}

/** @param {string} text */
function rulesInSource(text) {
  const lines = text.match(/^\s*(?:\*|\/\/|\/\*\*)\s*Rule:.*$/gm) ?? [];
  return lines.flatMap((line) => line.match(new RegExp(identifier, 'g')) ?? []);
}

/**
 * Titles end with their rules in brackets: 'refuses a blank answer [R-03]'.
 * @param {string} text
 */
function rulesInTitles(text) {
  const endings = text.match(
    new RegExp(`\\[${identifier}(?:[,; ]+${identifier})*\\](?=['"\`])`, 'g'),
  );
  return (endings ?? []).flatMap((ending) => ending.match(new RegExp(identifier, 'g')) ?? []);
}

/** @param {string} file */
const isTest = (file) =>
  /\.(test|spec|suite)\.ts$/.test(file) ||
  /^e2e\/journeys\/.*\.ts$/.test(file) ||
  /^[a-z]+\/test\/.*\.ts$/.test(file);

/** @param {string} file */
const isSource = (file) => /^[a-z]+\/src\/.*\.(ts|svelte)$/.test(file) && !isTest(file);

/**
 * @param {readonly Row[]} rows
 * @param {Map<string, string[]>} found
 */
const unlisted = (rows, found) =>
  [...found.keys()].filter((id) => rows.every((row) => row.id !== id)).sort();

/** @param {readonly string[]} ids */
const repeated = (ids) => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];

/**
 * @param {Map<string, string[]>} found
 * @param {string} id
 */
const list = (found, id) => (found.get(id) ?? []).join(', ');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { rules, complaints } = checkRules(projectRoot);
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
  process.stdout.write(`${String(rules)} rules, ${String(complaints.length)} complaints\n`);
  process.exitCode = complaints.length === 0 && rules > 0 ? 0 : 1;
}
