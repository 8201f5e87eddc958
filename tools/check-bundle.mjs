import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listFiles } from './list-files.mjs';
import { builtClient } from './project.mjs';

/** Names of XML languages and of explained error messages. Nobody fetches them. */
const harmless = new Set(['www.w3.org', 'svelte.dev']);
/** Explanations that messages of Dexie and Workbox name, each as a whole: another page of such a host is foreign. */
const explanations = new Set([
  'https://tinyurl.com/y2uuvskb',
  'http://bit.ly/2kdckMn',
  'https://bit.ly/wb-precache',
]);

/**
 * Finds addresses of other hosts in the built client. No request may leave the origin: in the field there is
 * no network, and a survey of citizens has no third party.
 * @param {string} folder
 * @returns {{ files: number, complaints: string[] }}
 */
export function checkBundle(folder) {
  const files = listFiles(folder).filter((file) =>
    /\.(js|css|html|svg|json|webmanifest)$/.test(file),
  );
  return {
    files: files.length,
    complaints: files.flatMap((file) =>
      hostsIn(readFileSync(join(folder, file), 'utf8')).map((host) => `${file}: ${host}`),
    ),
  };
}

/** @param {string} text */
function hostsIn(text) {
  const absolute = [
    ...text.matchAll(/\b(?:https?|wss?):\\?\/\\?\/([a-z0-9][a-z0-9.-]*\.[a-z]{2,})[\w/?=&%.-]*/gi),
  ].filter(([address]) => !explanations.has(address));
  const inherited = [...text.matchAll(/(?:\b(?:src|href)=|url\()["']?\/\/([a-z0-9][a-z0-9.-]*)/gi)];
  const hosts = [...absolute, ...inherited].map(([, host = '']) => host.toLowerCase());
  return [...new Set(hosts)].filter((host) => !harmless.has(host)).sort();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { files, complaints } = checkBundle(builtClient);
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
  process.stdout.write(`${String(files)} files, ${String(complaints.length)} foreign hosts\n`);
  process.exitCode = complaints.length === 0 && files > 0 ? 0 : 1;
}
