import { type HistoryEvent, judgeHistory, printViolation } from '../history.ts';
import type { ServerLine } from './server-lines.ts';
import type { SeenItem, Sight, Told } from './told.ts';

type Answers = ReadonlyMap<string, string>;

/** All that one phone ever told, and what it was seen to hold, in order. */
export interface PhoneHistory {
  hear(told: Told): void;
  /** The page was opened anew and shows this: what of all that was told is not there? */
  seen(sight: Sight): readonly string[];
  /** A journal that was hurt may lose a receipt: its form waits again, and is sent once more without harm (D-07). */
  mayWaitAgain(): void;
  /** The last sight, everything sent, and what the server holds of this phone. */
  judge(sight: Sight, lines: readonly ServerLine[]): readonly string[];
  /** How much was told as saved: forms, answers. */
  counts(): { readonly forms: number; readonly taps: number };
}

/**
 * Answers: an empty history.
 * Shape:   what the judge of all histories looks at, and besides it what only a phone knows: drafts, answers, whose it
 *          is, and what its light showed.
 */
export function createPhoneHistory(): PhoneHistory {
  let phone: string | null = null;
  const events: HistoryEvent[] = [];
  /** Response of each form that was told as finished or seen in an outbox, by hash. */
  const finished = new Map<string, string>();
  const taps = new Map<string, Map<string, string>>();
  const everReceived = new Set<string>();
  let stillReceived = new Set<string>();
  const places = new Map<string, string>();

  /** One place in a chain has one content, whoever says so. */
  function placed({ epoch, seq, hash }: Placed): readonly string[] {
    const key = `${String(epoch)} ${String(seq)}`;
    const known = places.get(key) ?? hash;
    places.set(key, known);
    return known === hash ? [] : [`sequence number ${key} has two contents`];
  }

  function note({ hash, responseId, epoch, seq }: Omit<SeenItem, 'receipt'>): void {
    if (finished.has(hash)) return;
    finished.set(hash, responseId);
    const chain = { phone: phone ?? '', epoch, seq };
    events.push({ type: 'finished', ...chain, responseId, revision: 1, hash });
  }

  function hear(told: Told): void {
    if (told.tag === 'enrolled') phone = told.deviceId;
    if (told.tag === 'finished') note(told);
    if (told.tag === 'started') taps.set(told.responseId, new Map());
    if (told.tag === 'tapped') taps.get(told.responseId)?.set(told.question, told.value);
    if (told.tag !== 'light') return;
    for (const hash of told.received) {
      everReceived.add(hash);
      stillReceived.add(hash);
    }
  }

  function seen(sight: Sight): readonly string[] {
    const items = new Map(sight.outbox.map((item) => [item.hash, item]));
    const found = [
      ...(sight.deviceId === phone ? [] : ['lost: the phone knows no more whose it is']),
      ...sight.outbox.flatMap(placed),
      ...[...finished]
        .filter(([hash]) => !items.has(hash))
        .map(([, responseId]) => `lost: form ${responseId}, told as finished`),
      ...[...stillReceived]
        .filter((hash) => items.get(hash)?.receipt === null)
        .map((hash) => `form ${hash} was shown as received and waits again`),
      ...lostDrafts(taps, sight),
    ];
    for (const item of sight.outbox) {
      note(item);
      const { hash, receipt } = item;
      if (receipt !== null) events.push({ type: 'receipt', hash, ...receipt });
    }
    return found;
  }

  function judge(sight: Sight, lines: readonly ServerLine[]): readonly string[] {
    const found = seen(sight);
    const incarnation = sight.outbox.find(({ receipt }) => receipt !== null)?.receipt?.incarnation;
    const held = lines.map((line) => ({ ...line, phone: line.deviceId }));
    const violations = judgeHistory(events, {
      server: { incarnation: incarnation ?? '', held, differences: [] },
      phones: [{ phone: phone ?? '', held: sight.outbox.map(({ hash }) => hash) }],
      isCalm: true,
    });
    return [
      ...found,
      ...violations.map(printViolation),
      ...lines.flatMap(placed),
      ...[...everReceived]
        .filter((hash) => !lines.some((line) => line.hash === hash))
        .map((hash) => `the light counted ${hash}, which the server has not`),
      ...lines.flatMap(({ responseId, answers }) =>
        lostAnswers(taps.get(responseId ?? '') ?? new Map(), answers, `form ${String(responseId)}`),
      ),
    ];
  }

  return {
    hear,
    seen,
    judge,
    mayWaitAgain: () => {
      stillReceived = new Set();
    },
    counts: () => ({
      forms: finished.size,
      taps: [...taps.values()].reduce((sum, answers) => sum + answers.size, 0),
    }),
  };
}

type Placed = Pick<ServerLine, 'epoch' | 'seq' | 'hash'>;

/** Of each draft that is not a form yet, every answer that was told as saved must be there. */
function lostDrafts(taps: ReadonlyMap<string, Answers>, sight: Sight): readonly string[] {
  const ended = new Set(sight.outbox.map(({ responseId }) => responseId));
  const drafts = new Map(sight.drafts.map((draft) => [draft.responseId, draft.answers]));
  return [...taps]
    .filter(([responseId]) => !ended.has(responseId))
    .flatMap(([responseId, answers]) => {
      const draft = drafts.get(responseId);
      return draft === undefined
        ? [`lost: draft ${responseId}`]
        : lostAnswers(answers, draft, `draft ${responseId}`);
    });
}

const lostAnswers = (
  told: Answers,
  found: Readonly<Record<string, unknown>>,
  where: string,
): readonly string[] =>
  [...told]
    .filter(([question, value]) => found[question] !== value)
    .map(([question]) => `lost: answer ${question} of ${where}`);
