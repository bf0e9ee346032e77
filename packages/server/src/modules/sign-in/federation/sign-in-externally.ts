import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import { lockAccount } from '../../directory/users/accounts.ts'
import { findUserOfProfile } from '../../directory/users/find-user-of-profile.ts'
import { credentialsStampOf } from '../../members/sessions/credentials-stamp.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import type { ProvenUser } from '../sign-ins/next-sign-in-step.ts'
import type { ExternalIdentity } from './external-identity.ts'
import { listProvidersFor } from './list-providers-for.ts'
import type { SignInTarget } from './sign-in-target.ts'

/**
 * What became of somebody whom an external provider has proven:
 * - `signed-in`: the first factor of this user is shown. A second one may be owed.
 * - `link`: a user has this e-mail already. They are asked to prove that it is theirs, in the same interaction.
 */
export type ExternalSignIn =
  | { outcome: 'signed-in'; user: ProvenUser }
  | { outcome: 'link'; user: ProvenUser; email: string; providerName: string }

/**
 * Finds the user of an identity, which every check of the provider's answer has passed already.
 * @throws Problem external_provider_refused, external_user_unknown, external_user_inactive
 */
export function signInExternally(
  parts: Parts<'clock'>,
  organizationKey: string,
  identity: ExternalIdentity,
  target: SignInTarget,
  _source: RequestSource,
): Promise<ExternalSignIn> {
  return transaction(parts, async (parts) => {
    const provider = await getStoredIdentityProvider(parts, organizationKey, identity.providerKey)
    const usable = await listProvidersFor(parts, organizationKey, target)
    if (provider.isBuiltIn || !usable.some(({ key }) => key === provider.key)) throw providerRefused(provider.name)
    const userKey = await findUserOfProfile(parts, organizationKey, identity)
    const account = userKey === undefined ? undefined : await lockAccount(parts, organizationKey, userKey)
    if (account === undefined) throw userUnknown(provider.name)
    if (account.status !== 'Active') throw userInactive()
    return { outcome: 'signed-in', user: { key: account.key, credentialsStamp: credentialsStampOf(account) } }
  })
}

const providerRefused = (name: string): Problem =>
  new Problem('external_provider_refused', `Nobody may sign in there through ${name}. Choose another way.`)

const userUnknown = (name: string): Problem =>
  new Problem(
    'external_user_unknown',
    `${name} knows you, but nobody here belongs to that account. Ask an administrator to invite you, or to link the account with yours.`,
  )

const userInactive = (): Problem =>
  new Problem('external_user_inactive', 'Your user is not active. Ask an administrator to activate it.')
