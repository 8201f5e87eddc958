import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listFiles } from './list-files.mjs';
import { projectRoot } from './project.mjs';

export const limits = { sourceLines: 400, testLines: 600, fileBytes: 1024 * 1024 };

/** Files over the limit of bytes that have a reason to be here. */
const largeOnPurpose = new Set(['package-lock.json']);

/** A table or a generated file says so in its first lines: `Size: data table` or `Size: generated`. */
const mark = /Size: (data table|generated)\b/;

/**
 * Finds source files too long to read and files too heavy for a clone.
 * @param {string} root
 * @returns {{ files: number, complaints: string[] }}
 */
export function checkSizes(root) {
  const files = filesInGit(root);
  return { files: files.length, complaints: files.flatMap((file) => complainAbout(root, file)) };
}

/**
 * @param {string} root
 * @param {string} file
 */
function complainAbout(root, file) {
  const bytes = statSync(join(root, file), { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > limits.fileBytes && !largeOnPurpose.has(file))
    return [`${file}: ${String(bytes)} bytes, at most ${String(limits.fileBytes)}`];
  if (!/\.(ts|mjs|cjs|js|svelte|css)$/.test(file)) return [];
  const text = readFileSync(join(root, file), 'utf8');
  if (mark.test(text.split('\n', 5).join('\n'))) return [];
  const limit = /\.(test|suite)\.ts$|^[a-z0-9]+\/test\/|^e2e\//.test(file)
    ? limits.testLines
    : limits.sourceLines;
  const lines = countLines(text);
  return lines > limit ? [`${file}: ${String(lines)} lines, at most ${String(limit)}`] : [];
}

/**
 * Counts the lines that are neither blank nor comment. A comment counts as one where it begins its line, so
 * that a glob such as "src/**" in a text opens none.
 * @param {string} text
 */
export function countLines(text) {
  let count = 0;
  let closing = '';
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (closing !== '') {
      if (line.includes(closing)) closing = '';
    } else if (line.startsWith('/*') || line.startsWith('<!--')) {
      const end = line.startsWith('/*') ? '*/' : '-->';
      if (!line.includes(end)) closing = end;
      else if (!line.endsWith(end)) count += 1;
    } else if (line !== '' && !line.startsWith('//')) count += 1;
  }
  return count;
}

/**
 * What git keeps or would keep; everything below the root where there is no git.
 * @param {string} root
 */
function filesInGit(root) {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
    return [...new Set(listed.split('\0').filter((file) => file !== ''))].filter(
      (file) => statSync(join(root, file), { throwIfNoEntry: false })?.isFile() ?? false,
    );
  } catch {
    return listFiles(root);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { files, complaints } = checkSizes(projectRoot);
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
  process.stdout.write(`${String(files)} files, ${String(complaints.length)} too large\n`);
  process.exitCode = complaints.length === 0 && files > 0 ? 0 : 1;
}
