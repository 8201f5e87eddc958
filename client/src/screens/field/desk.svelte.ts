import type { IndexedInstrument } from '@sipas/shared/response';
import { type FieldPackage, bareTag } from '@sipas/shared/wire';
import type { Clock } from '../../ports/clock.ts';
import { type OldestAge, oldestAge } from '../../capture/index.ts';
import type {
  ClosedWave,
  Draft,
  Enrolled,
  FieldShelf,
  HeldItem,
  OutboxItem,
  Preferences,
  Safety,
  ServerContact,
  VillageDone,
} from '../../ports/field-shelf.ts';
import { deviceOf } from '../../ports/form-owner.ts';
import type { Outbox, OutboxState } from '../../ports/outbox.ts';
import type { Transport } from '../../ports/transport.ts';
import { speak } from '../../text/field/index.ts';
import { prepareInstruments } from './prepared-instruments.ts';

/** What lies on the desk of the surveyor: read from the shelf, shown by the screens. */
export interface Desk {
  readonly fieldPackage: FieldPackage | null;
  /** Waves that were on this phone and are closed, the last to close at the end. */
  readonly closedWaves: readonly ClosedWave[];
  readonly drafts: readonly Draft[];
  readonly done: readonly VillageDone[];
  readonly preferences: Preferences;
  /** Finished forms of the surveyor who has the phone, oldest first. */
  readonly items: readonly OutboxItem[];
  /** All that lies on the phone, of whoever had it. */
  readonly held: readonly OutboxItem[];
  /** What the server does not have, of whoever had the phone. */
  readonly unsent: readonly HeldItem[];
  /** Counts of the surveyor who has the phone. */
  readonly safety: Safety;
  /** How long the oldest unsent form has waited, as the time is now: of the whole phone, or of these. */
  oldest(unsent?: readonly OutboxItem[]): OldestAge;
  /** How far the server's clock was ahead of this phone's when they last spoke; null: they have not. */
  readonly clockOffsetMs: number | null;
  readonly sending: OutboxState;
  /** Reads drafts, forms and counts anew. */
  refresh(): Promise<void>;
  choose(preferences: Preferences): Promise<void>;
  /** Fetches the field package; what is on the phone stays when that fails. */
  download(): Promise<'newest' | 'offline' | { readonly refusal: string }>;
  /** The instrument of a version, prepared once; null where it is not on the phone. */
  instrument(version: string): IndexedInstrument | null;
  /** The name of a village as the plan has it; a typed village is its own name. */
  villageName(unit: Draft['unit']): string;
}

interface Parts {
  readonly shelf: FieldShelf;
  readonly outbox: Outbox;
  readonly transport: Transport;
  readonly clock: Pick<Clock, 'wallMs' | 'monotonicMs'>;
  readonly enrolled: () => Enrolled;
  /** A package was kept, which may name another surveyor. */
  readonly onPackage: () => Promise<void>;
}

const isUnsent = (item: OutboxItem): item is HeldItem =>
  item.receipt === null && item.line !== null;

/** A contact of an older version says it by its two times alone; one that a file began says nothing of clocks. */
function offsetOf(contact: ServerContact | null): number | null {
  if (contact === null) return null;
  return contact.clockOffsetMs === undefined
    ? Date.parse(contact.serverTime) - Date.parse(contact.at)
    : contact.clockOffsetMs;
}

/** Reads the shelf once and keeps what the screens show in step with it. */
export async function createDesk({
  shelf,
  outbox,
  transport,
  clock,
  enrolled,
  onPackage,
}: Parts): Promise<Desk> {
  let kept = $state.raw(await shelf.fieldPackage());
  let drafts = $state.raw(await shelf.drafts());
  let done = $state.raw(await shelf.done());
  let preferences = $state.raw(await shelf.preferences());
  const isShared = (await shelf.former()).length > 0;
  let items = $state.raw(await shelf.outbox());
  let safety = $state.raw(await shelf.safety(enrolled().deviceId));
  let contact = $state.raw(await shelf.contact());
  let sending = $state.raw(outbox.state());
  /** Of a download before the first contact. */
  let downloadOffsetMs = $state<number | null>(null);
  let instruments = prepareInstruments(kept?.value.instruments ?? []);

  const show = async (chosen: Preferences): Promise<void> => {
    document.documentElement.dataset['textStep'] = String(chosen.textStep);
    await speak(chosen.language);
  };
  await show(preferences);
  outbox.subscribe((state) => {
    const isNews = state.lastContactAt !== sending.lastContactAt;
    sending = state;
    void readItems();
    if (isNews) void followPackage();
  });

  const closedWaves = $derived(kept?.closed ?? []);

  async function readItems(): Promise<void> {
    [items, contact, safety] = await Promise.all([
      shelf.outbox(),
      shelf.contact(),
      shelf.safety(enrolled().deviceId),
    ]);
  }

  const own = $derived(
    isShared ? items.filter((item) => deviceOf(item) === enrolled().deviceId) : items,
  );
  const unsent = $derived(items.filter(isUnsent));

  function oldest(waiting: readonly OutboxItem[] = unsent): OldestAge {
    const { lastContactMonotonicMs } = sending;
    return oldestAge(waiting, {
      wallMs: clock.wallMs(),
      offsetMs: offsetOf(contact),
      contactWallMs: contact === null ? null : Date.parse(contact.at),
      sinceContactMs:
        lastContactMonotonicMs === null ? null : clock.monotonicMs() - lastContactMonotonicMs,
    });
  }

  /** The server has said that there is a newer package: it is fetched while there is a network. */
  async function followPackage(): Promise<void> {
    const etag = (await shelf.contact())?.packageEtag ?? null;
    if (etag !== null && kept !== null && bareTag(etag) !== bareTag(kept.etag ?? ''))
      await download();
  }

  let downloading: ReturnType<Desk['download']> | null = null;

  /** Who asks while it is being fetched waits for that one: a slow network carries it once. */
  function download(): ReturnType<Desk['download']> {
    downloading ??= fetchPackage().finally(() => {
      downloading = null;
    });
    return downloading;
  }

  async function fetchPackage(): ReturnType<Desk['download']> {
    const reply = await transport.fieldPackage(enrolled().deviceToken, kept?.etag ?? null);
    if (reply.tag === 'offline') return 'offline';
    if (reply.tag === 'problem') return { refusal: reply.problem.detail };
    if (reply.value !== 'not-modified') {
      downloadOffsetMs = Date.parse(reply.value.value.serverTime) - clock.wallMs();
      await shelf.savePackage(reply.value.value, reply.value.etag);
      await onPackage();
      kept = await shelf.fieldPackage();
      instruments = prepareInstruments(kept?.value.instruments ?? []);
    }
    return 'newest';
  }

  return {
    get fieldPackage() {
      return kept?.value ?? null;
    },
    get closedWaves() {
      return closedWaves;
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
    get items() {
      return own;
    },
    get held() {
      return items;
    },
    get unsent() {
      return unsent;
    },
    get safety() {
      return safety;
    },
    oldest,
    get clockOffsetMs() {
      return contact === null ? downloadOffsetMs : offsetOf(contact);
    },
    get sending() {
      return sending;
    },
    async refresh() {
      [drafts, done] = await Promise.all([shelf.drafts(), shelf.done(), readItems()]);
    },
    async choose(chosen) {
      await shelf.setPreferences(chosen);
      preferences = chosen;
      await show(chosen);
    },
    download,
    instrument: (version) => instruments(version),
    villageName: ({ commune, village }) =>
      [...(kept?.value.waves ?? []), ...closedWaves]
        .flatMap(({ units }) => units.filter(({ code }) => code === commune))
        .flatMap(({ villages }) => villages)
        .find(({ code }) => code === village)?.name ?? village,
  };
}
