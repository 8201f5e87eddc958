import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { launchOptions } from '../../../e2e/fixtures/browser.ts';
import { type Devtools, openDevtools } from './devtools.ts';
import { soon } from './patience.ts';
import type { Ready, Told } from './told.ts';

/** One tab of a browser. */
export interface Tab {
  readonly session: string;
  /** Loads an address; answers what its page told as `ready`. */
  open(url: string): Promise<Ready>;
  /** Calls a function of the page by its text; what the page throws is thrown here. */
  evaluate<T>(expression: string): Promise<T>;
  /** The next time that the page tells that it is open, or why not. */
  nextReady(): Promise<Ready>;
  /** What the page tells: every call of its function `tell`. */
  onTold(hear: (told: Told) => void): void;
  /** Ends the process of this tab, as a lack of memory does. Resolves when it is dead. */
  crash(): Promise<void>;
  send<T = unknown>(method: string, params?: object): Promise<T>;
  close(): Promise<void>;
}

/** A browser of its own: own profile, own process group. */
export interface Chromium {
  newTab(): Promise<Tab>;
  /** Ends all processes of this browser at once, without a word (SIGKILL to its group). */
  kill(): Promise<void>;
}

/**
 * Answers: a Chromium on this profile.
 * Shape:   the leader of a new process group, so that all of it and nothing else can be killed; `zone` is the time zone
 *          that it believes in.
 */
export async function startChromium(profile: string, zone = 'Asia/Ho_Chi_Minh'): Promise<Chromium> {
  const { executablePath, args } = { executablePath: 'chromium', ...launchOptions };
  const child = spawn(
    executablePath,
    [
      ...args,
      '--headless=new',
      '--no-first-run',
      '--disable-extensions',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, TZ: zone } },
  );
  const { pid } = child;
  if (pid === undefined) throw new Error('Chromium did not start');
  const exited = once(child, 'exit');
  const killGroup = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself in this moment.
    }
    await exited;
  };
  let devtools: Devtools;
  try {
    devtools = await openDevtools(await soon(addressOf(child), 'starting a browser'));
  } catch (error) {
    await killGroup();
    throw error;
  }
  return {
    newTab: () => openTab(devtools),
    async kill() {
      await killGroup();
      devtools.close();
    },
  };
}

/** Chromium names its address on its error output, once. */
function addressOf(child: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (part: Buffer) => {
      const found = /DevTools listening on (ws:\S+)/.exec((said += part.toString('utf8')));
      said = said.slice(-4_000);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Chromium ended at its start: ${said}`)));
  });
}

async function openTab(devtools: Devtools): Promise<Tab> {
  const { targetId } = await devtools.send<{ targetId: string }>('Target.createTarget', {
    url: 'about:blank',
  });
  const { sessionId: session } = await devtools.send<{ sessionId: string }>(
    'Target.attachToTarget',
    { targetId, flatten: true },
  );
  const hearers: ((told: Told) => void)[] = [];
  devtools.on('Runtime.bindingCalled', ({ payload }: { payload: string }, from) => {
    if (from !== session) return;
    const told = JSON.parse(payload) as Told;
    for (const hear of hearers) hear(told);
  });
  const send = <T>(method: string, params?: object) => devtools.send<T>(method, params, session);
  await Promise.all([send('Runtime.enable'), send('Inspector.enable'), send('Page.enable')]);
  await send('Runtime.addBinding', { name: 'tell' });

  const nextReady = () =>
    new Promise<Ready>((resolve) => {
      hearers.push((told) => {
        if (told.tag === 'ready') resolve(told);
      });
    });

  return {
    session,
    nextReady,
    async open(url) {
      const ready = nextReady();
      await send('Page.navigate', { url });
      return soon(ready, `opening ${url}`);
    },
    async evaluate<T>(expression: string) {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const work = send<{
        result: { value: T };
        exceptionDetails?: { text: string; exception?: { description?: string } };
      }>('Runtime.evaluate', params);
      const { result, exceptionDetails: thrown } = await soon(work, expression);
      if (thrown !== undefined) throw new Error(thrown.exception?.description ?? thrown.text);
      return result.value;
    },
    onTold: (hear) => hearers.push(hear),
    async crash() {
      const crashed = new Promise<void>((resolve) =>
        devtools.on('Inspector.targetCrashed', (_params, from) => {
          if (from === session) resolve();
        }),
      );
      send('Page.crash').catch(() => undefined);
      await soon(crashed, 'crashing a tab');
    },
    send,
    async close() {
      await devtools.send('Target.closeTarget', { targetId });
    },
  };
}
