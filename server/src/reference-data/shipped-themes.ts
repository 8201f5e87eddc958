import { type Theme, readThemes } from '@sipas/shared/comments';
import shipped from '../../../data/themes/themes.json' with { type: 'json' };

/** Answers: the themes that are shipped; a fault in the file is one of the product. */
export function shippedThemes(): readonly Theme[] {
  const read = readThemes(shipped);
  if (!read.ok) throw new Error(`data/themes/themes.json: ${read.error.path} ${read.error.fault}`);
  return read.value;
}
