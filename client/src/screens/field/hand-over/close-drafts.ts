import { finishPartial } from '../../../capture/index.ts';
import { momentOf } from '../moment.ts';
import type { FieldServices } from '../services.ts';

/** Every open interview becomes a form that says it is unfinished; one that cannot be kept stays open, with all after it. */
export async function closeDrafts({
  shelf,
  desk,
  clock,
  outbox,
}: Pick<FieldServices, 'shelf' | 'desk' | 'clock' | 'outbox'>): Promise<void> {
  for (const draft of await shelf.drafts()) {
    const indexed = desk.instrument(draft.instrument.version);
    await shelf.finish(finishPartial(indexed, draft, momentOf({ clock, outbox })));
  }
  outbox.wake();
  await desk.refresh();
}
