import { refuse } from '@sipas/shared/kernel';
import { machineSurroundings } from '../surroundings.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { writeOff } from '../use-cases/write-off.ts';
import { optional, takePositionals, wholeNumber } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { done, withStorage } from './with-storage.ts';

const most = Number.MAX_SAFE_INTEGER;

export const writeOffGapsCommand: Command = {
  words: ['write-off-gaps'],
  summary: 'wait no longer for the numbers that lack of a phone, all or a range, each kept by name',
  usage: `DEVICE --as USERNAME --reason TEXT [--epoch EPOCH] [--from N] [--to N]
  DEVICE          the id of the phone, as in the address of its page
  --as USERNAME   who says so; kept for good beside each gap
  --reason TEXT   why
  --epoch EPOCH   one chain of the phone (all)
  --from, --to    the range (all); what of it has come stays as it is`,
  options: {
    as: { type: 'string' },
    reason: { type: 'string' },
    epoch: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  },
  run({ values, positionals, config }) {
    const [deviceId = ''] = takePositionals(positionals, 1, 1);
    const username = optional(values, 'as');
    const reason = optional(values, 'reason')?.trim().normalize('NFC') ?? '';
    if (username === undefined) throw new UsageFault('--as is missing');
    if (reason === '') throw new UsageFault('--reason is missing');
    const from = wholeNumber(values, 'from', { least: 1, most, otherwise: 1 });
    const to = wholeNumber(values, 'to', { least: from, most, otherwise: most });
    const asked = {
      kind: 'gap' as const,
      epoch: optional(values, 'epoch') ?? '',
      from,
      to,
      reason,
    };
    return withStorage(config, async (storage) => {
      const actor = await storage.people.userByName(username);
      if (actor === null) return refuse({ code: 'user.unknown', detail: username });
      if (actor.role !== 'admin' && actor.role !== 'office')
        return refuse({ code: 'permission.denied', detail: username });
      const reader = createWaveReader(storage.waves);
      const needs = { ...storage, reader, ...machineSurroundings };
      const kept = await writeOff(needs, actor, deviceId, { ...asked, all: true });
      if (!kept.ok) return kept;
      const { gaps, writeOffs } = kept.value;
      return done(
        { gaps, writeOffs },
        `${String(writeOffs.length)} mục đã ghi bỏ qua, còn ${String(gaps.length)} · written off in all ${String(writeOffs.length)}, open ${String(gaps.length)}`,
      );
    });
  },
};
