import {
  type ShareBasis,
  type UnitHistory,
  type UnitLink,
  createCatalogue,
  householdsOn,
  linkUnits,
} from '@sipas/shared/admin-units';
import {
  type Day,
  multiplyFractions,
  printPercent,
  refuse,
  roundFraction,
} from '@sipas/shared/kernel';
import { readUnitHistory } from '../reference-data/read-unit-history.ts';
import { shippedData } from '../reference-data/read-reference.ts';
import { required, takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { readDay } from './units-on.ts';
import { done } from './with-storage.ts';

export const unitsTraceCommand: Command = {
  words: ['units', 'trace'],
  summary: 'tell what became of a commune, or what it was made of, between two days',
  usage: `CODE --from DATE --to DATE
  CODE         of a commune in force on --from
  --from DATE  --to DATE   in either order; the later units say what became of it, the earlier ones what it was made of
  prints code, name, percent of its households, households (census of 2019), and where the share comes from:
    whole (all of it, by law), census (households of 2019), split-counted (households counted at the split),
    split-even (nobody counted: shared alike), redrawn (borders changed; only this successor is on record)`,
  options: { from: { type: 'string' }, to: { type: 'string' } },
  async run({ values, positionals }) {
    const [code = ''] = takePositionals(positionals, 1, 1);
    const from = readDay(required(values, 'from'));
    const to = readDay(required(values, 'to'));
    const history = await readUnitHistory(shippedData);
    if (!history.ok) return history;
    const links = linkUnits(history.value, from, to).filter((link) => link.from === code);
    if (links.length === 0) return refuse({ code: 'unit.not-on-day', detail: `${code}, ${from}` });
    const rows = describeLinks(history.value, links, { from, to });
    return done({ code, from, to, links: rows }, rows.map(printRow).join('\n'));
  },
};

interface TracedUnit {
  /** Null: not on record. */
  readonly code: string | null;
  readonly name: string | null;
  readonly percent: string;
  readonly households: number;
  readonly basis: ShareBasis | 'unknown';
}

function describeLinks(
  history: UnitHistory,
  links: readonly UnitLink[],
  { from, to }: { readonly from: Day; readonly to: Day },
): readonly TracedUnit[] {
  const { unitsByCode } = createCatalogue(history.units, to);
  const households = householdsOn(history, from);
  return links.map((link) => {
    const all = households.get(link.from) ?? { numerator: 0n, denominator: 1n };
    return {
      code: link.to,
      name: (link.to !== null && unitsByCode.get(link.to)?.name) || null,
      percent: printPercent(link.share),
      households: roundFraction(multiplyFractions(all, link.share)),
      basis: link.to === null ? 'unknown' : link.basis,
    };
  });
}

const printRow = ({ code, name, percent, households, basis }: TracedUnit): string =>
  [code ?? '–', name ?? 'không rõ', `${percent} %`, String(households), basis].join('\t');
