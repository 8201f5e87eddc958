import { join } from 'node:path';
import type { Result } from '@sipas/shared/kernel';
import { type AnnouncedFigure, readAnnouncedFigures } from '@sipas/shared/scoring';
import type { FileRefusal } from './csv-rows.ts';
import { readWith } from './read-unit-history.ts';

/** Answers: the figures of earlier years that others announced; file.bad-row naming the line of a broken file. */
export const readAnnounced = (
  folder: string,
): Promise<Result<readonly AnnouncedFigure[], FileRefusal>> =>
  readWith(join(folder, 'published-figures', 'sipas.csv'), readAnnouncedFigures);
