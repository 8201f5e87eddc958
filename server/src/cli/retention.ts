import { ok } from '@sipas/shared/kernel';
import type { RemovalClass } from '@sipas/shared/privacy';
import { readFieldRegistry } from '../reference-data/field-registry.ts';
import { machineSurroundings } from '../surroundings.ts';
import { type RetentionRun, createRetention } from '../use-cases/retention/index.ts';
import { takePositionals } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { withStorage } from './with-storage.ts';

/** Says or removes what is past its time by the registry of fields; a server does the same each day (Y-09). */
export const retentionCommand: Command = {
  words: ['retention'],
  summary: 'remove what is past its time by the registry of fields, as the server does each day',
  usage: `--dry-run | --apply
  --dry-run    count what is past its time; nothing changes
  --apply      remove it, and note the counts in the journal of acts; no form and no answer is among it`,
  options: { 'dry-run': { type: 'boolean' }, apply: { type: 'boolean' } },
  async run({ values, positionals, config }) {
    takePositionals(positionals, 0, 0);
    const applies = values['apply'] === true;
    if (applies === (values['dry-run'] === true))
      throw new UsageFault('say --dry-run or --apply, one of them');
    const fields = await readFieldRegistry(config.fieldRegistry);
    if (!fields.ok) return fields;
    return withStorage(config, async (storage) => {
      const { clock } = machineSurroundings;
      const retention = createRetention(storage, { fields: fields.value, clock });
      const run = applies ? await retention.apply() : await retention.due();
      return ok({ json: { applied: applies, ...run }, text: printRun(run, applies) });
    });
  },
};

const words: Readonly<Record<RemovalClass, readonly [vi: string, en: string]>> = {
  allowances: ['người ký nhận tiền hỗ trợ', 'who signed for the allowance'],
  'phone-details': ['mô tả máy đã thu hồi', 'what was said of revoked phones'],
  'phone-contacts': ['lần liên lạc của máy', 'contacts of phones'],
  sessions: ['phiên đăng nhập', 'sessions'],
  'enrolment-codes': ['mã nhận máy', 'enrolment codes'],
  'unknown-callers': ['máy lạ đã gọi', 'unknown phones that called'],
};

function printRun({ classes }: RetentionRun, applied: boolean): string {
  const [vi, en] = applied ? ['Đã xóa', 'removed'] : ['Hết hạn giữ', 'past its time'];
  return classes
    .map(({ class: name, days, rows }) => {
      const [title, english] = words[name];
      return `${vi} · ${en}: ${String(rows)} ${title} · ${english} (${String(days)} ngày · days)`;
    })
    .join('\n');
}
