import type { Outbox } from '../../ports/outbox.ts';

/** What came of writing the unsent forms to a file. */
export type Exported =
  | 'nothing'
  | 'given-up'
  | 'failed'
  | {
      readonly count: number;
      /** Null: the phone saw to it. Else nobody but the surveyor can tell whether the file lies on the phone. */
      readonly seen: (() => Promise<void>) | null;
    };

/**
 * Writes every unsent form to a file: the share sheet where the phone has one for files, otherwise a download. A file that
 * was given up in the share sheet counts as not handed over; a download, of which a page never learns whether it landed,
 * counts when the surveyor has seen the file.
 */
export async function exportForms(outbox: Outbox): Promise<Exported> {
  try {
    const { name, bytes, count, hashes } = await outbox.exportFile();
    if (count === 0) return 'nothing';
    const file = new File([bytes], name, { type: bytes.type || 'application/gzip' });
    if (
      navigator.maxTouchPoints > 0 &&
      'canShare' in navigator &&
      navigator.canShare({ files: [file] })
    ) {
      await navigator.share({ files: [file], title: name });
      await outbox.noteHandedOver(hashes);
      return { count, seen: null };
    }
    download(file);
    return { count, seen: () => outbox.noteHandedOver(hashes) };
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'given-up' : 'failed';
  }
}

function download(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}
