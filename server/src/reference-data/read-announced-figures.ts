import { join } from 'node:path';
import type { Result } from '@sipas/shared/kernel';
import {
  type AnnouncedFigure,
  type OtherIndexFigure,
  readAnnouncedFigures,
  readOtherIndices,
} from '@sipas/shared/scoring';
import type { FileRefusal } from './csv-rows.ts';
import { readWith } from './read-unit-history.ts';

/** Answers: the figures of earlier years that others announced; file.bad-row naming the line of a broken file. */
export const readAnnounced = (
  folder: string,
): Promise<Result<readonly AnnouncedFigure[], FileRefusal>> =>
  readWith(join(folder, 'published-figures', 'sipas.csv'), readAnnouncedFigures);

/** Answers: the figures of other indices that were announced; file.bad-row naming the line of a broken file. */
export const readOthers = (
  folder: string,
): Promise<Result<readonly OtherIndexFigure[], FileRefusal>> =>
  readWith(join(folder, 'published-figures', 'other-indices.csv'), readOtherIndices);
