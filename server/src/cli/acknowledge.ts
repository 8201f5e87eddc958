import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { backupFolder, readForgottenNote } from '../care/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import type { PeopleStore, User } from '../ports/index.ts';
import { acknowledgeForgotten } from '../use-cases/care/index.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { optional, takePositionals } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { done, withStorage } from './with-storage.ts';

export const asWhomOptions = { as: { type: 'string' }, reason: { type: 'string' } } as const;

export const acknowledgeCommand: Command = {
  words: ['acknowledge-forgotten'],
  summary: 'end the alarm that phones hold receipts which the store never gave',
  usage: `--as USERNAME --reason TEXT
  --as USERNAME   who has looked into it; kept for good beside the phones
  --reason TEXT   what was found; the alarm returns where a phone tells another receipt`,
  options: asWhomOptions,
  run({ values, positionals, config }) {
    takePositionals(positionals, 0, 0);
    const { username, reason } = asWhom(values);
    return withStorage(config, async ({ people, devices, responses }) => {
      const actor = await actingAdmin(people, username);
      if (!actor.ok) return actor;
      const note = await readForgottenNote(backupFolder(config.dataDir));
      const needs = { devices, responses, note, clock: machineSurroundings.clock };
      const ended = await acknowledgeForgotten(needs, actor.value, reason);
      if (!ended.ok) return ended;
      return done(
        { by: actor.value.name, reason, phones: ended.value },
        `${actor.value.name}: đã xem ${String(ended.value.length)} điện thoại · phones acknowledged: ${String(ended.value.length)}`,
      );
    });
  },
};

/** Answers: who has looked into an alarm and what was found; throws UsageFault where either is missing. */
export function asWhom(values: Parameters<typeof optional>[0]): {
  readonly username: string;
  readonly reason: string;
} {
  const username = optional(values, 'as');
  const reason = optional(values, 'reason')?.trim().normalize('NFC') ?? '';
  if (username === undefined) throw new UsageFault('--as is missing');
  if (reason === '') throw new UsageFault('--reason is missing');
  return { username, reason };
}

/** Answers: the account, where it is one of an administrator: user.unknown, permission.denied. */
export async function actingAdmin(
  people: Pick<PeopleStore, 'userByName'>,
  username: string,
): Promise<Result<User, Refusal>> {
  const actor = await people.userByName(username);
  if (actor === null) return refuse({ code: 'user.unknown', detail: username });
  if (actor.role !== 'admin') return refuse({ code: 'permission.denied', detail: username });
  return ok(actor);
}
