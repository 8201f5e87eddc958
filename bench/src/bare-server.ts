import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';

/**
 * The limit that acceptance is measured against: `node:http`, JSON.parse of each line, one prepared insert a
 * line in one transaction a batch, at the same page size and durability as the product. It validates nothing,
 * counts nothing and gives no receipts.
 * Usage: node bench/src/bare-server.ts FILE → prints its port.
 */
const database = new Database(process.argv[2] ?? ':memory:');
database.pragma('page_size = 16384');
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('create table responses (id text primary key, document text not null)');
const insert = database.prepare('insert or ignore into responses (id, document) values (?, ?)');
const insertBatch = database.transaction((lines: readonly string[]) => {
  for (const line of lines) {
    const envelope = JSON.parse(line) as { responseId: string };
    insert.run(envelope.responseId, line);
  }
});

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    insertBatch(text.toString('utf8').trimEnd().split('\n').slice(1));
    response.setHeader('content-type', 'application/json');
    response.end('{"ok":true}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.stdout.write(`${String(address.port)}\n`);
});
