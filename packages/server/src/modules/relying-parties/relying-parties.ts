import type { BaseParts } from '../foundation/base-parts.ts'
import { createSecretReminders } from '../foundation/client-secrets/secret-reminders.ts'
import { createFetchedLogos } from './my-applications/fetched-logos.ts'
import { createRegisteredApiDirectory } from './registered-apis/registered-api-directory.ts'
import { createRelyingPartyDirectory } from './registrations/relying-party-directory.ts'
import { relyingPartyReminders as remindersOfRelyingParties } from './registrations/relying-party-reminders.ts'
import { createRelyingPartyUse } from './registrations/relying-party-use.ts'
import { listSessionApplications } from './session-applications/list-session-applications.ts'

/** Programs that sign people in by OpenID Connect, and APIs of one's own. */
export type RelyingParties = ReturnType<typeof openRelyingParties>['parts']

export function openRelyingParties(base: BaseParts) {
  const relyingPartyUse = createRelyingPartyUse(base)
  const relyingPartyReminders = createSecretReminders(base, remindersOfRelyingParties)
  return {
    parts: {
      fetchedLogos: createFetchedLogos(base),
      relyingPartyDirectory: createRelyingPartyDirectory({ ...base, relyingPartyUse }),
      relyingPartyUse,
      listSessionApplications,
      relyingPartyReminders,
      registeredApiDirectory: createRegisteredApiDirectory(base),
    },
    workers: [relyingPartyReminders],
    close: () => relyingPartyUse.close(),
  }
}
