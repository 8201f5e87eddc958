import { createReportLevel } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type BackCheck,
  type Battery,
  type Finding,
  type Interview,
  type Measured,
  type SignalCode,
  assessInterviews,
  findBackCheckMismatches,
  signalCodes,
} from '@sipas/shared/quality';
import type { CommuneScope, ResponseStore } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import type { OpenWave, WaveReader } from '../waves/index.ts';
import { batteryOf, instrumentName, interviewOf } from './interview-of.ts';

/** What one signal came to over a wave. */
export interface SignalTally {
  readonly code: SignalCode;
  raised: number;
  quiet: number;
  notEnoughBase: number;
  notMeasured: number;
}

/** A signal that was raised, and whose interview it is about; an item is nobody's. */
export type Raised = Measured & { readonly surveyorId: string | null };

export interface QualityReview {
  readonly wave: { readonly id: string; readonly name: string };
  readonly interviews: number;
  readonly signals: readonly SignalTally[];
  readonly raised: readonly Raised[];
}

/** An answer that was asked again; whose interview it was, the store knows. */
export type AskedAgain = Omit<BackCheck, 'surveyorId'>;

/**
 * Answers: what is there to look at in the interviews of a wave?
 * Shape:   wave, communes, answers asked again → what each signal came to, and the raised ones by response and surveyor,
 *          never with answers. Reads the store once; keeps some 700 bytes an interview.
 * Errors:  wave.unknown; file.bad-row for a back-check of a response that is not among the interviews.
 */
export async function reviewQuality(
  needs: { readonly reader: WaveReader; readonly responses: ResponseStore },
  asked: { readonly waveId: string; readonly scope: CommuneScope },
  askedAgain: readonly AskedAgain[],
): Promise<Result<QualityReview, Refusal>> {
  const wave = await needs.reader.wave(asked.waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const { interviews, batteries } = await readInterviews(needs.responses, wave, asked.scope);
  const surveyors = new Map(interviews.map((one) => [one.responseId, one.surveyorId]));
  const unknown = askedAgain.find(({ responseId }) => !surveyors.has(responseId));
  if (unknown !== undefined)
    return refuse({ code: 'file.bad-row', detail: `no interview here: ${unknown.responseId}` });
  const checks = askedAgain.map((check) => ({
    ...check,
    surveyorId: surveyors.get(check.responseId) ?? '',
  }));
  const gathered = gather(
    [assessInterviews(interviews, batteries), findBackCheckMismatches(checks)],
    surveyors,
  );
  const { id, name } = wave.wave;
  return ok({ wave: { id, name }, interviews: interviews.length, ...gathered });
}

async function readInterviews(responses: ResponseStore, wave: OpenWave, scope: CommuneScope) {
  const instruments = new Map(
    wave.instruments.flatMap((one) => one.keys.map((key) => [key, one] as const)),
  );
  const level = createReportLevel(wave.catalogue, wave.groupings, 'district');
  const interviews: Interview[] = [];
  for await (const row of responses.interviews(wave.wave.id, scope)) {
    const instrument = instruments.get(row.instrumentKey);
    if (instrument === undefined) throw new Error('an interview has an instrument of no version');
    const district = level.ok ? level.value.unitOf(row.commune, row.village).code : '';
    interviews.push(interviewOf(row, { instrument, district }));
  }
  const batteries = new Map<string, Battery>(
    wave.instruments.map((one) => [instrumentName(one), batteryOf(one)]),
  );
  return { interviews, batteries };
}

function gather(
  found: readonly Iterable<Finding>[],
  surveyors: ReadonlyMap<string, string>,
): Pick<QualityReview, 'signals' | 'raised'> {
  const nothing = { raised: 0, quiet: 0, notEnoughBase: 0, notMeasured: 0 };
  const tallies = new Map(signalCodes.map((code) => [code, { code, ...nothing }]));
  const raised: Raised[] = [];
  for (const findings of found)
    for (const finding of findings) {
      const tally = tallies.get(finding.code);
      if (tally !== undefined) tally[tallyOf[finding.outcome]]++;
      if (finding.outcome !== 'raised' || !('value' in finding)) continue;
      raised.push({ ...finding, surveyorId: surveyorOf(finding, surveyors) });
    }
  return { signals: [...tallies.values()], raised };
}

const tallyOf = {
  raised: 'raised',
  quiet: 'quiet',
  'not-enough-base': 'notEnoughBase',
  'not-measured': 'notMeasured',
} as const;

function surveyorOf({ subject }: Finding, surveyors: ReadonlyMap<string, string>): string | null {
  if (subject.kind === 'item') return null;
  return subject.kind === 'surveyor' ? subject.id : (surveyors.get(subject.id) ?? null);
}
