import { type FigureReader, toldWave } from './told-wave.ts';
import type { OpenWave, WaveReader } from './waves/index.ts';

/**
 * Answers: with which wave is a wave compared in a document, where nobody named one?
 * Shape:   the newest made before it that asks by the same instrument and whose figures this person is told. Of a frozen wave a
 *          frozen one, so that a document of figures that stand has no others. Null: there is none.
 * Source:  decision 117.
 * Rule:    W-53
 */
export async function earlierWave(
  reader: WaveReader,
  user: FigureReader,
  { wave }: OpenWave,
  instrument: string,
): Promise<OpenWave['wave'] | null> {
  // Ids begin with the time at which they were made.
  const earlier = (await reader.waves())
    .filter((one) => one.wave.id < wave.id && one.instruments.some(({ id }) => id === instrument))
    .map((one) => one.wave.id)
    .sort();
  for (const id of earlier.reverse()) {
    const told = await toldWave(reader, user, id);
    if (!told.ok) continue;
    const other = told.value.wave;
    if (wave.edition === undefined || other.edition !== undefined) return other;
  }
  return null;
}
