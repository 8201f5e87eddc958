import { describe, expect, it } from 'vitest';
import { type SendEvent, type SendState, backOffMs, nextStep, restingState } from './next-step.ts';

const dayMs = 86_400_000;
const woken = (change: Partial<SendEvent & { tag: 'woken' }> = {}): SendEvent => ({
  tag: 'woken',
  cause: 'visible',
  unsent: 0,
  sinceContactMs: 60_000,
  ...change,
});
const failed = (recovery: string | null, lines = 0): SendEvent => ({
  tag: 'failed',
  problem: recovery === null ? null : { recovery: recovery as never, code: 'x.y', detail: 'why' },
  retryAfterMs: null,
  lines,
  share: 0.5,
});
const at = (phase: SendState['phase'], change: Partial<SendState> = {}): SendState => ({
  ...restingState,
  phase,
  ...change,
});

describe('the next step of the sender', () => {
  it.each([
    ['nothing unsent, heard from a minute ago', woken(), 'rest'],
    ['something unsent', woken({ unsent: 1 }), 'hello'],
    [
      'nothing unsent, but 24 h without a word',
      woken({ cause: 'online', sinceContactMs: dayMs }),
      'hello',
    ],
    [
      'nothing unsent, one ms less than 24 h',
      woken({ cause: 'online', sinceContactMs: dayMs - 1 }),
      'rest',
    ],
    [
      'the app comes to the front after a quarter of an hour',
      woken({ cause: 'visible', sinceContactMs: 900_000 }),
      'hello',
    ],
    [
      'the app comes to the front sooner',
      woken({ cause: 'visible', sinceContactMs: 899_999 }),
      'rest',
    ],
    ['the server was never heard from', woken({ sinceContactMs: null }), 'hello'],
    ['a person asks', woken({ cause: 'asked' }), 'hello'],
  ])('at rest: %s [O-01]', (_when, event, expected) => {
    expect(nextStep(restingState, event).action.tag).toBe(expected);
  });

  it.each([
    ['offline', 'timer', 'hello'],
    ['offline', 'asked', 'hello'],
    ['offline', 'online', 'hello'],
    ['offline', 'finished', 'rest'],
    ['offline', 'visible', 'rest'],
    ['busy', 'online', 'rest'],
    ['busy', 'timer', 'hello'],
  ] as const)('waiting because %s, woken by %s → %s [O-01]', (tag, cause, expected) => {
    const state = at('waiting', { hindrance: { tag } });

    expect(nextStep(state, woken({ cause, unsent: 1 })).action.tag).toBe(expected);
  });

  it.each([
    ['timer', 'rest'],
    ['finished', 'hello'],
    ['online', 'hello'],
    ['visible', 'hello'],
    ['asked', 'hello'],
  ] as const)('stopped, woken by %s → %s [O-01]', (cause, expected) => {
    expect(nextStep(at('stopped'), woken({ cause, unsent: 1 })).action.tag).toBe(expected);
  });

  it('goes from hello over push and package to pull, and rests [O-01]', () => {
    const greeted = nextStep(at('greeting'), { tag: 'greeted', toSend: 150, packageDiffers: true });
    const first = nextStep(greeted.state, { tag: 'pushed', toSend: 50 });
    const second = nextStep(first.state, { tag: 'pushed', toSend: 0 });
    const fetched = nextStep(second.state, { tag: 'fetched' });
    const pulled = nextStep(fetched.state, { tag: 'pulled', unsent: 0, share: 0.5 });

    expect([greeted, first, second, fetched, pulled].map(({ action }) => action)).toEqual([
      { tag: 'push', limit: 100 },
      { tag: 'push', limit: 100 },
      { tag: 'package' },
      { tag: 'pull' },
      { tag: 'rest' },
    ]);
    expect(pulled.state).toEqual(restingState);
  });

  it('waits when a round ends with a form that no receipt names [O-01]', () => {
    const step = nextStep(at('pulling'), { tag: 'pulled', unsent: 1, share: 0.5 });

    expect(step).toMatchObject({
      state: { phase: 'waiting', failures: 1 },
      action: { tag: 'wait', ms: 1000 },
    });
  });

  it.each([
    // phase, recovery (null = no answer), lines, then: action, phase, next limit
    ['greeting', null, 0, 'wait', 'waiting', 100],
    ['greeting', 'later', 0, 'wait', 'waiting', 100],
    ['greeting', 'split-batch', 0, 'wait', 'waiting', 100],
    ['greeting', 'needs-person', 0, 'rest', 'stopped', 100],
    ['greeting', 'after-sign-in', 0, 'rest', 'stopped', 100],
    ['greeting', 'after-update', 0, 'rest', 'stopped', 100],
    ['pushing', null, 100, 'wait', 'waiting', 50],
    ['pushing', 'later', 7, 'wait', 'waiting', 3],
    ['pushing', 'later', 1, 'wait', 'waiting', 1],
    ['pushing', 'later', 0, 'wait', 'waiting', 100],
    ['pushing', 'split-batch', 100, 'push', 'pushing', 50],
    ['pushing', 'split-batch', 3, 'push', 'pushing', 1],
    ['pushing', 'split-batch', 1, 'wait', 'waiting', 1],
    ['pushing', 'needs-person', 100, 'wait', 'waiting', 50],
    ['pushing', 'after-sign-in', 100, 'rest', 'stopped', 50],
    ['pushing', 'after-update', 100, 'rest', 'stopped', 50],
    ['fetching', 'needs-person', 0, 'rest', 'stopped', 100],
    ['fetching', 'later', 0, 'wait', 'waiting', 100],
    ['pulling', null, 0, 'wait', 'waiting', 100],
    ['pulling', 'needs-person', 0, 'rest', 'stopped', 100],
  ] as const)(
    '%s, failed with %s of %i lines → %s [O-01]',
    (phase, recovery, lines, action, then, limit) => {
      const step = nextStep(at(phase), failed(recovery, lines));

      expect(step.action.tag).toBe(action);
      expect(step.state).toMatchObject({ phase: then, batchLimit: limit });
      if (step.action.tag === 'push') expect(step.action.limit).toBe(limit);
    },
  );

  it.each([
    [null, { tag: 'offline' }],
    ['later', { tag: 'busy' }],
    ['needs-person', { tag: 'refused', code: 'x.y', detail: 'why' }],
  ] as const)('says why it waits or stopped: %s [O-01]', (recovery, hindrance) => {
    expect(nextStep(at('greeting'), failed(recovery)).state.hindrance).toEqual(hindrance);
  });

  it('sends twice as many after each success, up to 100, and forgets its failures', () => {
    const state = at('pushing', { batchLimit: 30, failures: 4, hindrance: { tag: 'busy' } });

    const once = nextStep(state, { tag: 'pushed', toSend: 200 });
    const twice = nextStep(once.state, { tag: 'pushed', toSend: 140 });

    expect([once.action, twice.action]).toEqual([
      { tag: 'push', limit: 60 },
      { tag: 'push', limit: 100 },
    ]);
    expect(once.state).toMatchObject({ failures: 0, hindrance: null });
  });
});

describe('the wait after failures', () => {
  it.each([
    // 2 s · 2ⁿ: 2, 4, 8 … 512 s, then 15 min = 900 s; half of it at share 0.5.
    [0, 0.5, 1_000],
    [1, 0.5, 2_000],
    [8, 0.5, 256_000],
    [9, 0.5, 450_000],
    [500, 0.5, 450_000],
    [3, 0, 0],
    [3, 0.999, 15_984],
  ])('after %i, at share %f: %i ms [O-02]', (failures, share, expected) => {
    expect(backOffMs(failures, null, share)).toBe(expected);
  });

  it('adds to what the server asks for, of which it believes 15 min at most [O-02]', () => {
    expect(backOffMs(0, 15_000, 0.5)).toBe(16_000);
    expect(backOffMs(0, 86_400_000, 0.5)).toBe(901_000);
  });
});
