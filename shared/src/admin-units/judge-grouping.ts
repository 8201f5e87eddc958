import { type Result, ok, refuse } from '../kernel/index.ts';
import type { GroupingNode } from './groupings.ts';

/** What somebody says of one commune: into which area it goes, and what that area is called. */
export interface GroupingRow {
  /** Line of the file; null where it came from no file. */
  readonly line: number | null;
  readonly commune: string;
  readonly node: string;
  readonly nodeTitle: string;
}

/** Refusal: these rows are no grouping. The first fault in the order of the rows. */
export interface GroupingFault {
  readonly code:
    | 'grouping.empty'
    | 'grouping.blank-cell'
    | 'grouping.bad-code'
    | 'grouping.unknown-commune'
    | 'grouping.repeated-commune'
    | 'grouping.two-names'
    | 'grouping.same-name'
    | 'grouping.missing-communes';
  /** Line and what stands there: "7: 29999"; communes that lack: their codes. */
  readonly detail: string;
}

/** What a grouping says: areas in the order of their codes, and the area of each commune. */
export interface GroupingContent {
  readonly nodes: readonly GroupingNode[];
  readonly members: readonly { readonly commune: string; readonly node: string }[];
}

const codePattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/;
const longestTitle = 100;
const mostNamed = 5;

/**
 * Answers: do these rows put each commune into one named area?
 * Shape:   the communes that must be there, and rows in any order → areas by code, communes by code. Names in NFC, without
 *          spaces at their ends.
 * Errors:  the first of grouping.empty (no row), grouping.blank-cell, grouping.bad-code (of an area: a letter or digit, then
 *          letters, digits, full stops, hyphens, up to 60), grouping.unknown-commune, grouping.repeated-commune,
 *          grouping.two-names (one code), grouping.same-name (two codes), each with its line; grouping.missing-communes.
 * Rule:    U-60
 */
export function judgeGrouping(
  communes: ReadonlySet<string>,
  rows: readonly GroupingRow[],
): Result<GroupingContent, GroupingFault> {
  if (rows.length === 0) return refuse({ code: 'grouping.empty', detail: '' });
  const nodeByCommune = new Map<string, string>();
  const titleByNode = new Map<string, string>();
  const nodeByTitle = new Map<string, string>();
  for (const row of rows) {
    const { commune, node } = row;
    const title = row.nodeTitle.normalize('NFC').trim();
    const fault = (code: GroupingFault['code'], what: string) =>
      refuse({ code, detail: row.line === null ? what : `${String(row.line)}: ${what}` });
    const cells = cellFault(commune, node, title);
    if (cells !== null) return fault(...cells);
    if (!communes.has(commune)) return fault('grouping.unknown-commune', commune.slice(0, 40));
    if (nodeByCommune.has(commune)) return fault('grouping.repeated-commune', commune);
    if ((titleByNode.get(node) ?? title) !== title)
      return fault('grouping.two-names', `${node}: ${titleByNode.get(node) ?? ''} ≠ ${title}`);
    if ((nodeByTitle.get(title) ?? node) !== node)
      return fault('grouping.same-name', `${title}: ${nodeByTitle.get(title) ?? ''}, ${node}`);
    nodeByCommune.set(commune, node);
    titleByNode.set(node, title);
    nodeByTitle.set(title, node);
  }
  const missing = [...communes].filter((commune) => !nodeByCommune.has(commune)).sort();
  if (missing.length > 0)
    return refuse({ code: 'grouping.missing-communes', detail: firstOf(missing) });
  return ok({
    nodes: [...titleByNode].map(([code, title]) => ({ code, title })).sort(by(({ code }) => code)),
    members: [...nodeByCommune]
      .map(([commune, node]) => ({ commune, node }))
      .sort(by(({ commune }) => commune)),
  });
}

function cellFault(
  commune: string,
  node: string,
  title: string,
): readonly [GroupingFault['code'], string] | null {
  if (commune === '' || node === '' || title === '')
    return ['grouping.blank-cell', [commune, node, title].join(' · ')];
  if (!codePattern.test(node)) return ['grouping.bad-code', node.slice(0, longestTitle)];
  return title.length > longestTitle || hasControl(title)
    ? ['grouping.bad-code', title.slice(0, longestTitle)]
    : null;
}

// eslint-disable-next-line no-control-regex -- control characters are what this finds
const hasControl = (text: string): boolean => /[\u0000-\u001f\u007f]/.test(text);

const by =
  <T>(keyOf: (one: T) => string) =>
  (a: T, b: T): number =>
    keyOf(a) < keyOf(b) ? -1 : 1;

/** A file of another province lacks them all; a sentence names a few. */
const firstOf = (codes: readonly string[]): string =>
  codes.slice(0, mostNamed).join(', ') +
  (codes.length > mostNamed ? `, … (${String(codes.length)})` : '');

/** What was done from one version of a grouping to the next. */
export interface GroupingChanges {
  readonly moved: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly renamed: readonly string[];
}

/**
 * Answers: what changed between two versions of a grouping?
 * Shape:   → how many communes lie in another area, and the areas that are new, gone, or called otherwise, by their names
 *          (those that are gone by the old one).
 * Rule:    U-61
 */
export function groupingChanges(before: GroupingContent, after: GroupingContent): GroupingChanges {
  const oldNodes = new Map(before.nodes.map(({ code, title }) => [code, title]));
  const newNodes = new Map(after.nodes.map(({ code, title }) => [code, title]));
  const oldPlaces = new Map(before.members.map(({ commune, node }) => [commune, node]));
  const titles = (nodes: readonly GroupingNode[]) => nodes.map(({ title }) => title);
  return {
    moved: after.members.filter(({ commune, node }) => oldPlaces.get(commune) !== node).length,
    added: titles(after.nodes.filter(({ code }) => !oldNodes.has(code))),
    removed: titles(before.nodes.filter(({ code }) => !newNodes.has(code))),
    renamed: titles(
      after.nodes.filter(({ code, title }) => oldNodes.has(code) && oldNodes.get(code) !== title),
    ),
  };
}
