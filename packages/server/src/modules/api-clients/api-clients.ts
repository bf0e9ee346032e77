import type { BaseParts } from '../foundation/base-parts.ts'
import { createSecretReminders } from '../foundation/client-secrets/secret-reminders.ts'
import type { Foundation } from '../foundation/foundation.ts'
import { createApiClientDirectory } from './clients/api-client-directory.ts'
import { apiClientReminders } from './clients/api-client-reminders.ts'
import { createLastUse } from './clients/last-use.ts'
import { createUseCounts } from './clients/use-counts.ts'

/** Programs that call the APIs, and what is remembered of their tokens. */
export type ApiClients = ReturnType<typeof openApiClients>['parts']

export function openApiClients(base: BaseParts & Foundation) {
  const lastUse = createLastUse(base)
  const useCounts = createUseCounts(base)
  const secretReminders = createSecretReminders(base, apiClientReminders)
  return {
    parts: {
      apiClientDirectory: createApiClientDirectory({ ...base, lastUse }),
      lastUse,
      useCounts,
      secretReminders,
    },
    workers: [secretReminders],
    async close() {
      await lastUse.close()
      await useCounts.close()
    },
  }
}
