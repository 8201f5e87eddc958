/** What a page must have before it can show its first question. */
export interface FirstLoad {
  readonly files: readonly string[];
  readonly bytes: number;
}

const namedByPage = /(?:src|href)="\/(assets\/[\w.-]+\.(?:js|css))"/g;
const importedAtOnce = /(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g;
const startedAsWorker = /new Worker\(new URL\(["'`][\w./-]*?([\w.-]+\.js)["'`]/g;

/**
 * Answers: how heavy is the way to the first question of an enrolled phone?
 * Shape:   reads a file of the output, weighs its bytes as they travel → the scripts and styles that the page names, all
 *          that these import at once, and the workers that they start, each once, with their sum. What is fetched beside
 *          or after the first screen (`import()`) is not on the way.
 * Units:   bytes.
 */
export function firstLoad(
  page: string,
  read: (name: string) => string,
  weigh: (text: string) => number,
): FirstLoad {
  const files = new Set(found(read(page), namedByPage));
  for (const file of files) {
    if (!file.endsWith('.js')) continue;
    const text = read(file);
    const next = [...found(text, importedAtOnce), ...found(text, startedAsWorker)];
    for (const name of next) files.add(`assets/${name}`);
  }
  const bytes = [...files].reduce((sum, file) => sum + weigh(read(file)), 0);
  return { files: [...files], bytes };
}

function found(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
