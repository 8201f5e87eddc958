import { type IndexedInstrument, indexInstrument } from '@sipas/shared/response';
import type { FieldPackage } from '@sipas/shared/wire';
import type { Clock } from '../../ports/clock.ts';
import type {
  Draft,
  Enrolled,
  FieldShelf,
  Preferences,
  VillageDone,
} from '../../ports/field-shelf.ts';
import type { Outbox, OutboxState } from '../../ports/outbox.ts';
import type { Transport } from '../../ports/transport.ts';
import { speak } from '../../text/field/index.ts';

/** What lies on the desk of the surveyor: read from the shelf, shown by the screens. */
export interface Desk {
  readonly fieldPackage: FieldPackage | null;
  readonly drafts: readonly Draft[];
  readonly done: readonly VillageDone[];
  readonly preferences: Preferences;
  readonly sending: OutboxState;
  /** Reads drafts and counts anew. */
  refresh(): Promise<void>;
  choose(preferences: Preferences): Promise<void>;
  /** Fetches the field package; what is on the phone stays when that fails. */
  download(): Promise<'newest' | 'offline' | { readonly refusal: string }>;
  /** The instrument of a version, prepared once; null where it is not on the phone. */
  instrument(version: string): IndexedInstrument | null;
  /** The name of a village as the plan has it; a typed village is its own name. */
  villageName(unit: Draft['unit']): string;
  /** How far the server's clock was ahead of this phone's when they last spoke; null: they have not. */
  skewMs(): Promise<number | null>;
}

interface Parts {
  readonly shelf: FieldShelf;
  readonly outbox: Outbox;
  readonly transport: Transport;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly enrolled: () => Enrolled;
}

/** Reads the shelf once and keeps what the screens show in step with it. */
export async function createDesk({
  shelf,
  outbox,
  transport,
  clock,
  enrolled,
}: Parts): Promise<Desk> {
  let kept = $state.raw(await shelf.fieldPackage());
  let drafts = $state.raw(await shelf.drafts());
  let done = $state.raw(await shelf.done());
  let preferences = $state.raw(await shelf.preferences());
  let sending = $state.raw(outbox.state());
  let downloadSkewMs: number | null = null;
  const indexed = new Map<string, IndexedInstrument>();

  const show = async (chosen: Preferences): Promise<void> => {
    document.documentElement.dataset['textStep'] = String(chosen.textStep);
    await speak(chosen.language);
  };
  await show(preferences);
  outbox.subscribe((state) => {
    sending = state;
  });

  return {
    get fieldPackage() {
      return kept?.value ?? null;
    },
    get drafts() {
      return drafts;
    },
    get done() {
      return done;
    },
    get preferences() {
      return preferences;
    },
    get sending() {
      return sending;
    },
    async refresh() {
      [drafts, done] = await Promise.all([shelf.drafts(), shelf.done()]);
    },
    async choose(chosen) {
      await shelf.setPreferences(chosen);
      preferences = chosen;
      await show(chosen);
    },
    async download() {
      const reply = await transport.fieldPackage(enrolled().deviceToken, kept?.etag ?? null);
      if (reply.tag === 'offline') return 'offline';
      if (reply.tag === 'problem') return { refusal: reply.problem.detail };
      if (reply.value !== 'not-modified') {
        downloadSkewMs = Date.parse(reply.value.value.serverTime) - clock.wallMs();
        await shelf.savePackage(reply.value.value, reply.value.etag);
        kept = await shelf.fieldPackage();
        indexed.clear();
      }
      return 'newest';
    },
    instrument(version) {
      const known = indexed.get(version);
      if (known !== undefined) return known;
      const definition = kept?.value.instruments.find((one) => one.version === version)?.definition;
      if (definition === undefined) return null;
      const prepared = indexInstrument(definition);
      indexed.set(version, prepared);
      return prepared;
    },
    async skewMs() {
      const contact = await shelf.contact();
      return contact === null
        ? downloadSkewMs
        : Date.parse(contact.serverTime) - Date.parse(contact.at);
    },
    villageName: ({ commune, village }) =>
      kept?.value.waves
        .flatMap(({ units }) => units.filter(({ code }) => code === commune))
        .flatMap(({ villages }) => villages)
        .find(({ code }) => code === village)?.name ?? village,
  };
}
