import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { createMeter } from '../../src/metrics/index.ts';
import { untended } from '../../src/care/index.ts';

const root = join(import.meta.dirname, '../../..');
/** Files below a folder, as paths from the root. */
const filesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([whole, first]) => first ?? whole)),
];

const recipes = filesOf('deploy');
const pages = filesOf('docs/deploy');
const told = [...recipes, ...pages].map((file) => ({ file, text: read(file) }));
const sources = filesOf('server/src').filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
);

const variable = /\bSIPAS_[A-Z]+(?:_[A-Z]+)*\b/g;
/** What recipes ask of whoever uses them, and the server never reads. */
const ofRecipes = ['SIPAS_ENV_FILE', 'SIPAS_UPSTREAM', 'SIPAS_VERSION'];

it('names no setting that the server does not read, and all that it reads', () => {
  const settings = found(sources.map(read).join('\n'), variable);
  const named = found(told.map(({ text }) => text).join('\n'), variable);
  const secrets = ['SIPAS_DATABASE_URL_FILE', 'SIPAS_METRICS_TOKEN_FILE'];

  expect(settings.length).toBeGreaterThan(12);
  expect(named.filter((name) => ![...settings, ...secrets, ...ofRecipes].includes(name))).toEqual(
    [],
  );
  expect(settings.filter((name) => !named.includes(name))).toEqual([]);
  expect(ofRecipes.filter((name) => !named.includes(name))).toEqual([]);
});

/** Answers: what stands in the code of a page: blocks, and words between grave accents. */
const codeOf = (text: string): string =>
  found(text, /```[\s\S]*?```|`[^`\n]+`/g)
    .map((code) => code.replaceAll(/^`+(?:[a-z]+$)?|`+$/gm, ''))
    .join('\n');

async function isCommand(words: readonly string[]): Promise<boolean> {
  let heard = '';
  const hear = (text: string | Uint8Array): void => void (heard += String(text));
  const terminal = { environment: {}, folder: root, out: hear, err: hear };
  const exit = await runCli([...words, '--help'], terminal);
  return exit === 0 && heard.startsWith(`sipas ${words.join(' ')} `);
}

it.each(pages)('names no command that is not there: %s', async (page) => {
  const asked = found(codeOf(read(page)), /(?<![\w/@.-])sipas ([a-z][a-z-]*(?: [a-z][a-z-]*)?)/g);
  for (const words of asked.map((text) => text.split(' ')))
    expect([words, (await isCommand(words)) || (await isCommand(words.slice(0, 1)))]).toEqual([
      words,
      true,
    ]);
});

it.each(pages)('leads to files that are there: %s', (page) => {
  const text = read(page);
  const links = found(text, /\]\(([^)#\s]+)(?:#[^)]*)?\)/g).filter((to) => !to.includes('://'));
  const missing = links.filter((to) => !existsSync(join(root, dirname(page), to)));
  const ofTree = found(
    text,
    /(?:^|[\s`(]|\/opt\/sipas\/(?:current|source)\/)(deploy\/[\w./-]*\w)/gm,
  );

  expect(missing).toEqual([]);
  expect(ofTree.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it('gives the same commands in both languages', () => {
  const commandsOf = (page: string): string[] =>
    found(read(page), /```sh\n[\s\S]*?```/g).map((block) => block.replaceAll(/ +#.*$/gm, ''));
  const english = commandsOf('docs/deploy/province.en.md');

  expect(english.length).toBeGreaterThan(8);
  expect(commandsOf('docs/deploy/province.vi.md')).toEqual(english);
});

/** Answers: the name by which a heading is linked to, as the pages of repositories make it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

it.each(pages)('leads to headings that are there: %s', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#\s]*\.md)?#([^)]+)\)/g)];
  for (const [, to, anchor] of links) {
    const file = to === undefined ? page : relative(root, join(root, dirname(page), to));
    const headings = found(read(file), /^#+ (.+)$/gm).map(anchorOf);
    expect([file, anchor, headings.includes(anchor ?? '')]).toEqual([file, anchor, true]);
  }
});

/** The names of all figures, with those that a histogram is made of. */
async function figureNames(): Promise<readonly string[]> {
  const meter = await createMeter({
    ...{ version: 'v', storageKind: 'sqlite', now: () => '2026-11-28T00:00:00.000Z' },
    isReady: () => Promise.resolve(true),
    keeper: { lastReceipt: () => Promise.resolve(1) },
    responses: { head: () => Promise.resolve({ incarnation: '', safeReceipt: 0 }) },
    people: { countSessions: () => Promise.resolve(0) },
    care: () => untended.state(),
  });
  const names = found((await meter.print()).text, /^# TYPE (\S+) /gm);
  return names.flatMap((name) => [name, `${name}_bucket`, `${name}_count`, `${name}_sum`]);
}
const figure = /\b(?:sipas|nodejs|process)_[a-z0-9_]+\b/g;

it('asks for no figure that the server does not tell, and explains each of its own', async () => {
  const names = await figureNames();
  const watching = recipes.filter((file) => /^deploy\/(grafana|prometheus)\//.test(file));
  const asked = found(watching.map(read).join('\n'), figure);
  const explained = found(read('docs/deploy/monitoring.md'), figure);
  const own = names.filter(
    (name) => name.startsWith('sipas_') && !/_(bucket|count|sum)$/.test(name),
  );

  expect(asked.length).toBeGreaterThan(12);
  expect(
    [...asked, ...explained].filter((name) => !names.includes(name) && !name.endsWith('_')),
  ).toEqual([]);
  expect(own.filter((name) => !explained.includes(name))).toEqual([]);
});

it('has panels with queries in its dashboard, all from the source that is chosen', () => {
  const { panels } = JSON.parse(read('deploy/grafana/dashboard.json')) as {
    panels: { title: string; targets: { expr: string; datasource: { uid: string } }[] }[];
  };

  expect(panels.length).toBeGreaterThan(10);
  for (const { title, targets } of panels)
    for (const { expr, datasource } of targets) {
      expect([title, datasource.uid]).toEqual([title, '${source}']);
      expect([title, expr.includes('instance=~"$instance"')]).toEqual([title, true]);
    }
});

it('brings no password, and no secret that would work', () => {
  for (const { file, text } of told) {
    const set = /(?:PASSWORD|TOKEN|SECRET)\s*[:=]\s*['"]?(?!\/|\$|$)[\w-]{4,}/im.exec(text);
    expect([file, set?.[0] ?? null]).toEqual([file, null]);
    expect([file, /postgres(?:ql)?:\/\/\w+:(?!%s|PASSWORD|\$)[^@\s]+@/.exec(text)]).toEqual([
      file,
      null,
    ]);
  }
});
