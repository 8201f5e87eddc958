import type { Client } from 'pg';
import type { OpenDatabase } from './database.ts';

export const resultsChannel = 'sipas_results';

/** Once more after so long, while the database is away. */
const againMs = 500;

/**
 * Hears on a connection of its own which results other processes changed; where it is lost, tries again until it is told to
 * stop. The first connection is there when the promise resolves.
 */
export async function hearCommits(
  url: string,
  { journal, province, sender }: Pick<OpenDatabase, 'journal' | 'province' | 'sender'>,
): Promise<{ stop(): Promise<void> }> {
  const { default: pg } = await import('pg');
  let isOver = false;
  let current: Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'sipas listening',
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('notification', ({ payload = '' }) => {
      const [of, version, by] = payload.split(' ');
      if (of === province && by !== sender) journal.heard(Number(version));
    });
    client.on('end', () => {
      journal.deaf();
      if (!isOver && client === current) again();
    });
    await client.connect();
    current = client;
    await client.query(`listen ${resultsChannel}`);
    const { rows } = await client.query<{ version: number }>(
      'select result_version as version from store_meta where province = $1',
      [province],
    );
    journal.listens(rows[0]?.version ?? 0);
  }

  function again(): void {
    timer = setTimeout(() => {
      listen().catch(() => {
        if (!isOver) again();
      });
    }, againMs);
  }

  await listen();
  return {
    async stop() {
      isOver = true;
      clearTimeout(timer);
      await current?.end().catch(() => undefined);
    },
  };
}
