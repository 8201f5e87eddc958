import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Tab } from '../browser/chromium.ts';
import type { Sight } from '../browser/told.ts';

const folder = join(import.meta.dirname, '../../../client/test/storage-upgrades/version-1');

/** A phone as the first release left it. */
export interface StoredPhone {
  readonly journal: string;
  readonly view: string;
  readonly deviceId: string;
  readonly deviceToken: string;
  readonly hashes: readonly string[];
  readonly drafts: Sight['drafts'];
}

/** Answers: the kept sample of the first release. */
export async function readStoredPhone(): Promise<StoredPhone> {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const sight = JSON.parse(await read('sight.json')) as {
    enrolled: { deviceId: string; deviceToken: string };
    outbox: readonly { hash: string }[];
    drafts: Sight['drafts'];
  };
  return {
    journal: (JSON.parse(await read('journal.json')) as { base64: string }).base64,
    view: await read('view.json'),
    ...sight.enrolled,
    hashes: sight.outbox.map(({ hash }) => hash),
    drafts: sight.drafts.map(({ responseId, answers }) => ({ responseId, answers })),
  };
}

/** What of a stored phone is put into a browser. */
export interface Parts {
  readonly journal: boolean;
  readonly view: boolean;
}

/** Puts the files of a stored phone into this origin, by the browser's own means and without any code of today. */
export async function putPhone(
  tab: Tab,
  origin: string,
  phone: StoredPhone,
  parts: Parts,
): Promise<void> {
  await tab.send('Page.navigate', { url: `${origin}/nothing-is-here` });
  const put = `(${putFiles.toString()})(${JSON.stringify({
    journal: parts.journal ? phone.journal : null,
    view: parts.view ? (JSON.parse(phone.view) as object) : null,
    origin,
  })})`;
  await tab.evaluate(put);
}

interface Files {
  readonly journal: string | null;
  readonly view: {
    readonly database: number;
    readonly tables: Record<string, readonly { key: string; value: unknown }[]>;
  } | null;
  readonly origin: string;
}

/* Sent as text: stands alone. */
async function putFiles({ journal, view, origin }: Files): Promise<void> {
  while (location.origin !== origin) await new Promise((resolve) => setTimeout(resolve, 20));
  if (journal !== null) {
    const directory = await navigator.storage.getDirectory();
    const file = await directory.getFileHandle('sipas.journal', { create: true });
    const writable = await file.createWritable();
    await writable.write(Uint8Array.from(atob(journal), (letter) => letter.charCodeAt(0)));
    await writable.close();
  }
  if (view === null) return;
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open('sipas-field', view.database);
    request.onerror = () => reject(new Error('the stored database was not made'));
    request.onupgradeneeded = () => {
      for (const [table, rows] of Object.entries(view.tables)) {
        const store = request.result.createObjectStore(table);
        for (const { key, value } of rows) store.put(value, key);
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

/** The server knows the stored phone, as it would if it had enrolled it: it takes the place of this device. */
export function makeKnown(
  dataDir: string,
  { deviceId, deviceToken }: StoredPhone,
  as: string,
): void {
  const db = new DatabaseSync(join(dataDir, 'sipas.sqlite'));
  try {
    db.exec('pragma busy_timeout = 5000; pragma foreign_keys = off;');
    const tokenHash = createHash('sha256').update(deviceToken).digest('hex');
    db.prepare('update devices set id = ?, token_hash = ? where id = ?').run(
      deviceId,
      tokenHash,
      as,
    );
  } finally {
    db.close();
  }
}
