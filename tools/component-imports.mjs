import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { listFiles } from './list-files.mjs';

/**
 * @typedef {{ path?: string | string[], pathNot?: string | string[] }} Place
 * @typedef {{ name: string, from: Place, to: Place & Record<string, unknown> }} Rule
 * @typedef {{ rule: string, from: string, to: string }} Finding
 */

/**
 * The imports of Svelte components judged by the rules that speak of paths alone. Dependency-cruiser reads
 * components after they are compiled, when their type-only imports are gone; here they are read as written.
 * @param {string} root
 * @param {readonly Rule[]} rules
 * @returns {Finding[]}
 */
export function findForbiddenComponentImports(root, rules) {
  const byPath = rules.filter(({ to }) => Object.keys(to).every((key) => /^path(Not)?$/.test(key)));
  return listFiles(root, 'client')
    .filter((file) => file.endsWith('.svelte'))
    .flatMap((from) =>
      importsOf(readFileSync(join(root, from), 'utf8'))
        .map((specifier) => placeOf(from, specifier))
        .flatMap((to) =>
          byPath
            .filter((rule) => forbids(rule, from, to))
            .map((rule) => ({ rule: rule.name, from, to })),
        ),
    );
}

/** @param {string} component */
function importsOf(component) {
  const scripts = [...component.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)];
  return scripts.flatMap(([, script = '']) =>
    ts.preProcessFile(script).importedFiles.map(({ fileName }) => fileName),
  );
}

/**
 * Where an import leads, as a path from the root.
 * @param {string} from
 * @param {string} specifier
 */
function placeOf(from, specifier) {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  const door = /^@sipas\/shared\/(.+)$/.exec(specifier)?.[1];
  return door === undefined ? `node_modules/${specifier}` : `shared/src/${door}/index.ts`;
}

/**
 * @param {Rule} rule
 * @param {string} from
 * @param {string} to
 */
function forbids({ from: source, to: target }, from, to) {
  if (!isWithin(source, from)) return false;
  const groups = asList(source.path).map((pattern) => new RegExp(pattern).exec(from)?.[1] ?? '');
  const filled = (/** @type {string} */ pattern) => pattern.replaceAll('$1', groups[0] ?? '');
  return isWithin(
    { path: asList(target.path).map(filled), pathNot: asList(target.pathNot).map(filled) },
    to,
  );
}

/**
 * @param {Place} place
 * @param {string} path
 */
function isWithin({ path: wanted, pathNot: unwanted }, path) {
  const matches = (/** @type {string} */ pattern) => new RegExp(pattern).test(path);
  const included = asList(wanted);
  return (included.length === 0 || included.some(matches)) && !asList(unwanted).some(matches);
}

/** @param {string | string[] | undefined} value */
const asList = (value) => (value === undefined ? [] : [value].flat());
