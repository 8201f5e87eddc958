/** A response as far as counting it needs. */
export interface Countable {
  readonly waveId: string;
  readonly instrumentKey: number;
  readonly commune: string;
  readonly village: string;
  readonly packed: string;
  readonly mode: string;
}

/** Answers: a text that names the village of a response; a line feed is in none of the parts. */
export const villageName = ({
  waveId,
  instrumentKey,
  commune,
  village,
}: Omit<Countable, 'packed' | 'mode'>): string =>
  `${waveId}\n${String(instrumentKey)}\n${commune}\n${village}`;
