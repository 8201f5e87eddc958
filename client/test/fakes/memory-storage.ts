import type { Journal } from '../../src/storage/journal/journal.ts';
import { openJournalFile } from '../../src/storage/journal/journal-file.ts';
import {
  type RowChange,
  applyChange,
  copyState,
  emptyState,
} from '../../src/storage/view/shelf-state.ts';
import type { View, ViewContent } from '../../src/storage/view/view.ts';
import type { MemoryFile } from './memory-file.ts';

/** The journal over a file in memory: the product's own reading and writing, without a worker. */
export function openMemoryJournal(file: MemoryFile, freshId: string): Journal {
  const opened = openJournalFile(file, freshId);
  return {
    kind: 'journal',
    id: opened.id,
    damaged: opened.damaged,
    reserve: () => 'none',
    position: opened.position,
    append: async (payloads) => opened.append(payloads),
    read: async (from) => opened.read(from),
    rewrite: async () => false,
    close: async () => undefined,
  };
}

/** A view in memory. `content` is what would lie on the disk; `broken` makes each write fail. */
export interface MemoryView extends View {
  content: ViewContent | null;
  broken: boolean;
}

export function createMemoryView(): MemoryView {
  const put = (base: ViewContent['state'], changes: readonly RowChange[]) => {
    const state = copyState(base);
    for (const change of changes) applyChange(state, change);
    return state;
  };
  const view: MemoryView = {
    content: null,
    broken: false,
    peek: async () => view.content?.checkpoint ?? null,
    load: async () => view.content,
    async write(changes, checkpoint, expected) {
      if (view.broken) throw new Error('the view is broken');
      if (view.content?.checkpoint.offset !== expected.offset)
        throw new Error('another checkpoint');
      view.content = { state: put(view.content.state, changes), checkpoint };
    },
    async replace(rows, checkpoint) {
      if (view.broken) throw new Error('the view is broken');
      view.content = { state: put(emptyState(), rows), checkpoint };
    },
    close: () => undefined,
  };
  return view;
}
