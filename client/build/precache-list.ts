/** One file that the service worker keeps. Null revision: the name carries a hash of the content. */
export interface PrecacheEntry {
  readonly url: string;
  readonly revision: string | null;
}

const root = 'index.html';
const isText = (name: string): boolean => /\.(html|js|css|webmanifest|json)$/.test(name);
const hasHashInName = (name: string): boolean => name.startsWith('assets/');
/** Letters that neither Vietnamese nor English needs; a browser fetches them when a name asks for them. */
const isRareFont = (name: string): boolean => name.includes('latin-ext');

/**
 * Answers: which files must lie on the phone for the field app to work without a network?
 * Shape:   names in the output folder, how to read and to hash one → index.html and all that it names, and that they
 *          name (scripts, lazy ones too, workers, styles, fonts, icons, web manifest), in the order of their names.
 *          What only the office console names is left out, and so are the fonts of rare letters.
 * Errors:  throws what `read` throws; throws when there is no index.html.
 */
export function precacheList(
  names: readonly string[],
  read: (name: string) => Uint8Array,
  hash: (bytes: Uint8Array) => string,
): readonly PrecacheEntry[] {
  const found = new Set<string>([root]);
  for (const name of found) {
    if (!isText(name)) continue;
    const text = new TextDecoder().decode(read(name));
    for (const other of names)
      if (!other.endsWith('.html') && text.includes(baseName(other))) found.add(other);
  }
  return [...found]
    .filter((name) => !isRareFont(name))
    .sort()
    .map((name) => ({ url: `/${name}`, revision: hasHashInName(name) ? null : hash(read(name)) }));
}

const baseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
