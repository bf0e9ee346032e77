import { periodicTask } from '../../db/periodic-task.ts'
import type { ReadsPart } from '../../http/api/reads.ts'
import type { BaseParts } from '../foundation/base-parts.ts'
import type { Foundation } from '../foundation/foundation.ts'
import type { WingRoutes } from '../wing.ts'
import { credentialRoutes } from './credentials/credentials-routes.ts'
import { deleteExpiredCodes } from './credentials/delete-expired-codes.ts'
import { createPasswordGuesses } from './credentials/password-guesses.ts'
import { createPasswordHashes } from './credentials/password-hashes.ts'
import { createPendingPasswordResets } from './credentials/pending-password-resets.ts'
import { linkedProviderRoutes, userProviderRoutes } from './federation/linked-providers-routes.ts'
import type { MakerParts } from './federation/needs-proof-of-prepared.ts'
import { createProviderDocuments } from './federation/provider-documents.ts'
import { acceptanceRoutes } from './invitations/acceptance-routes.ts'
import { invitationRoutes } from './invitations/invitations-routes.ts'
import { offboardingRoutes } from './offboarding/offboarding-routes.ts'
import { ownProfileRoutes } from './own-profile/own-profile-routes.ts'
import { connectionRoutes } from './provider-connections/connection-routes.ts'
import { deleteExpiredSamlRows } from './saml/delete-expired-saml-rows.ts'
import { remindOfCertificates } from './saml/remind-of-certificates.ts'
import { renewDueMetadata } from './saml/renew-metadata.ts'
import { samlKeysRoutes } from './saml/saml-keys-routes.ts'
import { samlRoutes } from './saml/saml-routes.ts'
import { secondFactorRoutes } from './second-factors/second-factors-routes.ts'
import { isPasswordAllowed } from './sign-ins/is-password-allowed.ts'
import { signInDayRoutes } from './sign-ins/sign-in-days-routes.ts'
import { userSecurityRoutes } from './user-security/user-security-routes.ts'

const expiryMilliseconds = 600_000
const metadataMilliseconds = 60_000
const remindersMilliseconds = 3_600_000

/** How users prove who they are, and how they become able to. */
export type SignIn = ReturnType<typeof openSignIn>['parts']

export function openSignIn(base: BaseParts & MakerParts) {
  const pendingPasswordResets = createPendingPasswordResets(base)
  const guesses = createPasswordGuesses({ inThread: base.guessesInThread, log: base.log })
  const expiredCodes = periodicTask(
    expiryMilliseconds,
    (signal) => deleteExpiredCodes(base, signal),
    (err) => base.log.warn({ err }, 'codes that have expired could not be deleted yet'),
  )
  const samlMetadata = periodicTask(
    metadataMilliseconds,
    (signal) => renewDueMetadata(base, signal),
    (err) => base.log.warn({ err }, 'metadata of SAML providers could not be renewed yet'),
  )
  const certificateReminders = periodicTask(
    remindersMilliseconds,
    (signal) => remindOfCertificates(base, signal),
    (err) => base.log.warn({ err }, 'reminders of certificates that end could not be written yet'),
  )
  const expiredSaml = periodicTask(
    expiryMilliseconds,
    (signal) => deleteExpiredSamlRows(base, signal),
    (err) => base.log.warn({ err }, 'SAML messages that have expired could not be deleted yet'),
  )
  return {
    parts: {
      guesses,
      hashes: createPasswordHashes(base.hashCost),
      pendingPasswordResets,
      isPasswordAllowed,
      accessOfActor: base.accessOfActor,
      providerDocuments: createProviderDocuments(base),
    },
    workers: [
      expiredCodes,
      samlMetadata,
      certificateReminders,
      expiredSaml,
      { start() {}, stop: pendingPasswordResets.settled },
    ],
    close: guesses.close,
  }
}

export const signInRoutes = (context: BaseParts & Foundation & SignIn & ReadsPart): WingRoutes => ({
  management: [
    signInDayRoutes(context),
    invitationRoutes(context),
    userSecurityRoutes(context),
    offboardingRoutes(context),
    userProviderRoutes(context),
    connectionRoutes(context),
    samlKeysRoutes(context),
  ],
  portal: [
    credentialRoutes(context),
    secondFactorRoutes(context),
    ownProfileRoutes(context),
    acceptanceRoutes(context),
    linkedProviderRoutes(context),
    samlRoutes(context),
  ],
})
