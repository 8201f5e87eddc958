/** What Chromium is asked and tells over its DevTools protocol. */
export interface Devtools {
  send<T = unknown>(method: string, params?: object, session?: string): Promise<T>;
  /** Calls at each event of this name, of any session. */
  on(method: string, hear: (params: never, session: string | undefined) => void): void;
  close(): void;
}

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Answers: a conversation with the browser that listens at this address.
 * Errors:  rejects when nobody listens; a call rejects when the browser refuses it, or is gone before it answers.
 */
export async function openDevtools(address: string): Promise<Devtools> {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`no browser at ${address}`));
  });
  const waiting = new Map<number, Waiting>();
  const listeners: { method: string; hear: (params: never, session?: string) => void }[] = [];
  let calls = 0;

  socket.onmessage = ({ data }) => {
    const said = JSON.parse(String(data)) as {
      id?: number;
      method?: string;
      params: never;
      sessionId?: string;
      result?: never;
      error?: { message: string };
    };
    if (said.id === undefined) {
      for (const { method, hear } of listeners)
        if (method === said.method) hear(said.params, said.sessionId);
      return;
    }
    const call = waiting.get(said.id);
    waiting.delete(said.id);
    if (said.error === undefined) call?.resolve(said.result as never);
    else call?.reject(new Error(said.error.message));
  };
  socket.onclose = () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser is gone'));
    waiting.clear();
  };

  return {
    send: (method, params = {}, session) =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) {
          reject(new Error('the browser is gone'));
          return;
        }
        calls += 1;
        waiting.set(calls, { resolve, reject });
        const call = { id: calls, method, params };
        socket.send(JSON.stringify(session === undefined ? call : { ...call, sessionId: session }));
      }),
    on: (method, hear) => listeners.push({ method, hear: hear }),
    close: () => socket.close(),
  };
}
