import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'revoked-offline',
  title:
    'a phone is taken back, or its number is another one, while it is offline: every form that it finished comes to the server byte for byte, and counts where a person says so',
  unit: 'phones',
  budgets: { short: 12, long: 1_000 },
  plants: [
    {
      name: 'a phone that was taken back is not heard',
      kind: 'source',
      file: 'server/src/http/device-auth.ts',
      find: 'if (!device) {',
      replace: 'if (!device || device.revokedAt !== null) {',
    },
    {
      name: 'what waits for the comparison is forgotten by it',
      kind: 'source',
      file: 'server/src/use-cases/sync/compare-phone.ts',
      find: "judgeHeldBack(needs, deviceId, ['device.unconfirmed'])",
      replace: 'judgeHeldBack(needs, deviceId, [])',
    },
    {
      name: 'the phone throws its forms away when it hears of it',
      kind: 'source',
      file: 'client/src/outbox/exchange.ts',
      find: "heardNow({ revoked: senders.isCurrent && status === 'revoked' });",
      replace:
        "heardNow({ revoked: senders.isCurrent && status === 'revoked' });\n    if (status === 'revoked') for (const { hash } of await shelf.outbox()) answered.add(hash);",
    },
  ],
};
