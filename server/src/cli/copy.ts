import { resolve } from 'node:path';
import { type Result, refuse } from '@sipas/shared/kernel';
import type { Config } from '../config.ts';
import { type DatabaseChoice, chooseDatabase } from '../open-storage.ts';
import type { CopySource, Storage } from '../ports/index.ts';
import { type CopiedTable, type CopyFault, copyProvince } from '../storage-rules/copy-province.ts';
import { openCopySource } from '../storage-sqlite/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import { atTheMachine, noteOf } from '../use-cases/audit/index.ts';
import { optional, required, takePositionals } from './arguments.ts';
import { carryFiles } from './carry-files.ts';
import { type Command, UsageFault } from './command.ts';
import { done } from './with-storage.ts';

type Postgres = Extract<DatabaseChoice, { kind: 'postgres' }>;

/** Where a copy comes from and goes to. */
interface Way {
  readonly from: string;
  readonly to: Postgres;
  readonly config: Pick<Config, 'dataDir' | 'ingestKeys'>;
  readonly again: boolean;
  tell(text: string): void;
}

export const copyCommand: Command = {
  words: ['copy'],
  summary: 'move a province from a data folder into a PostgreSQL database, verified',
  usage: `--from sqlite:DIR --to postgres://… [--province CODE] [--again]
  --from sqlite:DIR   the data folder; its server is stopped, and nothing in it is changed
  --to postgres://…   the database; the province must not be there yet
  --province CODE     under which code it lies there (SIPAS_PROVINCE, 00)
  --again             where it was broken off and the source has changed since: begin anew

  Broken off at any moment it goes on when it is run again. Keys and lists of the folder are carried to --data where that is
  another one. When it says that all is there, serve the database and never the old folder again.`,
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    province: { type: 'string' },
    again: { type: 'boolean' },
  },
  async run({ values, positionals, config, folder, tell }) {
    takePositionals(positionals, 0, 0);
    const from = /^sqlite:(.+)$/.exec(required(values, 'from'))?.[1];
    if (from === undefined) throw new UsageFault('--from is sqlite: and a data folder');
    const province = optional(values, 'province') ?? config.province;
    const to = chooseDatabase({
      SIPAS_DATABASE_URL: required(values, 'to'),
      SIPAS_PROVINCE: province,
    });
    if (!to.ok) return refuse({ code: to.error.code, detail: `--to ${to.error.problem}` });
    if (to.value.kind !== 'postgres') throw new UsageFault('--to is postgres:// and a database');
    const way = {
      from: resolve(folder, from),
      to: to.value,
      config,
      again: values['again'] === true,
    };
    const copied = await copyAlong({ ...way, tell });
    if (!copied.ok) return copied;
    const rows = copied.value.reduce((sum, table) => sum + table.rows, 0);
    return done(
      { province: to.value.province, tables: copied.value },
      `Đã chuyển xong và đối chiếu: ${String(copied.value.length)} bảng, ${String(rows)} dòng. Từ nay chỉ chạy máy chủ trên PostgreSQL; cất thư mục cũ đi, đừng chạy lại.\n` +
        `Moved and compared: ${String(copied.value.length)} tables, ${String(rows)} rows. From now on serve PostgreSQL alone; put the old folder away and never serve it again.`,
    );
  },
};

async function copyAlong(
  way: Way,
): Promise<Result<readonly CopiedTable[], CopyFault | { code: 'file.exists'; detail: string }>> {
  const source = await openCopySource(way.from);
  try {
    const stray = await carryFiles(way.from, way.config);
    if (stray !== null) return refuse({ code: 'file.exists', detail: stray });
    return await copyTo(way, source);
  } finally {
    await source.close();
  }
}

async function copyTo({ to, config, again, tell }: Way, source: CopySource) {
  const now = machineSurroundings.clock.now();
  const place = { ...to, ...config, ...machineSurroundings };
  const { createPostgresStorage, openCopyTarget } = await import('../storage-postgres/index.ts');
  const target = await openCopyTarget(to);
  try {
    const copied = await copyProvince({
      ...{ source, target, now, again },
      told: ({ name, rows }) => tell(`${name}: ${String(rows)}`),
      async verify() {
        const storage = await createPostgresStorage({ ...place, isBeingCopied: true });
        try {
          const { differences } = await storage.keeper.verify();
          return differences.map(
            ({ check, where, stored, expected }) => `${check} ${where}: ${stored}, ${expected}`,
          );
        } finally {
          await storage.keeper.close();
        }
      },
    });
    if (copied.ok) await noteCopy(await createPostgresStorage(place), to.province);
    return copied;
  } finally {
    await target.close();
  }
}

/** The journal of the province goes on where it is now, and says how it came there. */
async function noteCopy(storage: Storage, province: string): Promise<void> {
  try {
    const act = { actor: atTheMachine, act: 'store.copied', objectKind: 'store' } as const;
    await storage.audit.append(noteOf({ ...act, objectId: province }, machineSurroundings.clock));
  } finally {
    await storage.keeper.close();
  }
}
