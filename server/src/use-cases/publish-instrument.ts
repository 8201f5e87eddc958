import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type Compatibility,
  type Instrument,
  type InstrumentChange,
  canonicalInstrument,
  compareInstruments,
} from '@sipas/shared/questionnaire';
import { type FieldRegistry, rewordedConsent } from '@sipas/shared/privacy';
import type { Clock, WaveStore } from '../ports/index.ts';
import { instrumentVersion } from './load-reference.ts';
import type { Refusal } from './refusal.ts';
import { fieldsFault } from './registered-fields.ts';
import type { WaveReader } from './waves/index.ts';

export interface Published {
  readonly waveId: string;
  readonly instrument: string;
  readonly version: string;
  readonly verdict: Compatibility;
  readonly changes: readonly InstrumentChange[];
}

/**
 * Answers: an instrument of a wave, in a new version from now on.
 * Shape:   wave and a checked instrument → what it changes against the version published last. New interviews take it with
 *          the next package; responses and open drafts of older versions stay good. Publishing the last one again, or an
 *          older one, changes nothing.
 * Errors:  wave.unknown; wave.not-open; instrument.unknown where the wave does not ask this instrument;
 *          instrument.unregistered-fields (Y-03); instrument.consent-reworded (Y-04); instrument.breaks-series, naming the changes, unless that is accepted:
 *          then nothing is kept.
 * Source:  decision 27.
 * Rule:    A-55
 */
export async function publishInstrument(
  needs: {
    readonly waves: WaveStore;
    readonly reader: WaveReader;
    readonly clock: Clock;
    readonly fields: FieldRegistry;
  },
  waveId: string,
  instrument: Instrument,
  acceptsBreaks: boolean,
): Promise<Result<Published, Refusal>> {
  const wave = await needs.reader.wave(waveId);
  if (wave === null) return refuse({ code: 'wave.unknown', detail: waveId });
  if (wave.wave.status !== 'open') return refuse({ code: 'wave.not-open', detail: waveId });
  const last = wave.versions.find(({ id }) => id === instrument.id);
  if (last === undefined) return refuse({ code: 'instrument.unknown', detail: instrument.id });
  const fault =
    fieldsFault(needs.fields, instrument) ?? (await consentFault(needs.waves, instrument));
  if (fault !== null) return refuse(fault);
  const { verdict, changes } = compareInstruments(last.definition, instrument);
  if (verdict === 'breaks' && !acceptsBreaks)
    return refuse({
      code: 'instrument.breaks-series',
      detail: changes
        .filter(({ grade }) => grade === 'breaks')
        .map(printChange)
        .join(', '),
    });
  const version = instrumentVersion(instrument);
  const canonical = canonicalInstrument(instrument);
  await needs.waves.publish(waveId, { id: instrument.id, version, canonical }, needs.clock.now());
  return ok({ waveId, instrument: instrument.id, version, verdict, changes });
}

async function consentFault(
  waves: Pick<WaveStore, 'instruments'>,
  instrument: Instrument,
): Promise<Refusal | null> {
  const stored = (await waves.instruments()).map(
    ({ canonical }) => JSON.parse(canonical) as Instrument,
  );
  const languages = rewordedConsent(instrument, stored);
  return languages.length === 0
    ? null
    : {
        code: 'instrument.consent-reworded',
        detail: `${instrument.consent.version}: ${languages.join(', ')}`,
      };
}

/** Answers: a change on one line. */
export const printChange = ({ kind, where }: InstrumentChange): string => `${kind} ${where}`;
