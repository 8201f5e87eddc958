import { offeredLevels } from '@sipas/shared/admin-units';
import type { Instrument } from '@sipas/shared/questionnaire';
import { answerTopics, groupQuestions, groupsFor, modeDivision } from '@sipas/shared/scoring';
import type { User } from '../ports/index.ts';
import { type OpenWave, type WaveReader, isEmptyScope, scopeOf } from './waves/index.ts';

interface Titled {
  readonly code: string;
  readonly label: string;
}

/** A wave as people are told of it. */
export interface WaveSummary {
  readonly id: string;
  readonly name: string;
  readonly status: 'open' | 'closed';
  readonly catalogue: string;
  readonly scheme: OpenWave['wave']['scheme'];
  readonly minimumBase: number;
  readonly minimumCell: number;
  /** The last edition of a frozen wave. */
  readonly edition?: number;
  /** It was made and never opened yet. */
  readonly prepared?: true;
  readonly levels: readonly { readonly level: string; readonly label: string }[];
  readonly instruments: readonly {
    readonly id: string;
    readonly version: string;
    readonly title: string;
    readonly groups: readonly Titled[];
    readonly topics: readonly (Titled & { readonly groups: readonly string[] })[];
  }[];
}

/** Answers: which waves may this person see: those with a commune in the person's areas. */
export async function listWaves(
  reader: WaveReader,
  user: Pick<User, 'areas'>,
): Promise<readonly WaveSummary[]> {
  const waves = await reader.waves();
  return waves.filter((wave) => !isEmptyScope(scopeOf(user, wave))).map(summarise);
}

/** Answers: this wave, null where there is none in the person's areas. */
export async function showWave(
  reader: WaveReader,
  user: Pick<User, 'areas'>,
  waveId: string,
): Promise<WaveSummary | null> {
  const wave = await visibleWave(reader, user, waveId);
  return wave === null ? null : summarise(wave);
}

/**
 * Answers: the wave of this id, null where it does not exist or lies wholly outside the person's areas.
 * Rule:    P-05
 */
export async function visibleWave(
  reader: WaveReader,
  user: Pick<User, 'areas'>,
  waveId: string,
): Promise<OpenWave | null> {
  const wave = await reader.wave(waveId);
  return wave === null || isEmptyScope(scopeOf(user, wave)) ? null : wave;
}

function summarise({ wave, catalogue, groupings, instruments }: OpenWave): WaveSummary {
  const { id, name, status, scheme, minimumBase, minimumCell, edition, prepared } = wave;
  return {
    id,
    name,
    status,
    catalogue: wave.catalogue,
    scheme,
    minimumBase,
    minimumCell,
    ...(edition !== undefined && { edition }),
    ...(prepared && { prepared }),
    levels: offeredLevels(catalogue, groupings),
    instruments: instruments.map((instrument) => ({
      id: instrument.id,
      version: instrument.version,
      title: instrument.definition.title.vi,
      groups: groupsOf(instrument.definition),
      topics: topicsOf(instrument.definition),
    })),
  };
}

const groupsOf = (instrument: Instrument): readonly Titled[] => [
  ...groupQuestions(instrument)
    .filter(({ sensitive }) => sensitive !== true)
    .map(({ code, text }) => ({ code, label: text.vi })),
  modeDivision,
];

/** The questions of a grid are asked for together. */
function topicsOf(instrument: Instrument): WaveSummary['instruments'][number]['topics'] {
  const topics = answerTopics(instrument);
  const inGrids = new Set(
    topics
      .filter(({ questions }) => questions.length > 1)
      .flatMap(({ questions }) => questions.map(({ code }) => code)),
  );
  return topics
    .filter(({ code }) => !inGrids.has(code))
    .map(({ code, label, questions }) => ({
      code,
      label,
      groups: groupsFor(instrument, questions).map((question) => question.code),
    }));
}
