import type { Account, KoaContextWithOIDC } from 'oidc-provider'
import { getBuiltInIdentityProviderKey } from '../../../modules/directory/identity-providers/built-in-identity-provider.ts'
import { findCurrentSignOn, findKeptSignOn } from '../../../modules/members/sessions/find-sign-on.ts'
import type { SignOn } from '../../../modules/members/sessions/sign-on.ts'
import { getConsentedScopes } from '../../../modules/relying-parties/consents/get-consent.ts'
import type { KnownRelyingParty } from '../../../modules/relying-parties/registrations/relying-party-directory.ts'
import { getUserClaims, type UserClaims } from '../../../modules/relying-parties/token-claims/get-user-claims.ts'
import { mayUseRelyingParty } from '../../../modules/relying-parties/token-claims/may-use-relying-party.ts'
import { listProvidersFor } from '../../../modules/sign-in/federation/list-providers-for.ts'
import { signInTargetOf } from '../external/find-sign-in-target.ts'
import { authorizationSessionClaim, credentialsStampClaim, type SignInOptions } from '../sign-in-options.ts'
import { storeSignOn } from '../sign-ons/store-sign-on.ts'
import type { SignInClient } from './find-relying-parties.ts'
import { isConsented, requireOpenTarget } from './resource-servers.ts'

/** Who is signed in, as the library asks for it */
export interface SignedInAccount extends Account {
  signOn: SignOn
  /** Whether the client takes who has signed in at their provider */
  isProviderUsable: boolean
  /** Whether the client is for them */
  mayUse: boolean
  /** What tokens for the client say of them. Asked once for each set of scopes. */
  userClaims(scopes: ReadonlySet<string>): Promise<UserClaims>
}

/** What was issued, with the session in which it was */
type Issued = { sessionUid?: string; scope?: string; resource?: string | string[] }

/**
 * The user, where what they have proven still counts.
 * - At the authorization endpoint: where the session signs them in.
 * - For a code or a refresh token: see `findIssuedAccount`. Then an API that the tokens are for must be open to the client.
 * @throws InvalidTarget, InvalidScope
 */
export async function findSignedInAccount(
  ctx: KoaContextWithOIDC,
  userKey: string,
  issued: object | undefined,
  options: SignInOptions,
): Promise<SignedInAccount | undefined> {
  const { relyingParty } = ctx.oidc.client as SignInClient
  if (issued) {
    const account = await findIssuedAccount(userKey, issued as Issued, relyingParty, options)
    if (account && relyingParty) await requireOpenTarget(ctx, issued as Issued, options)
    return account
  }
  const uid = ctx.oidc.session?.uid
  if (uid === undefined || !(await storeSignOn(ctx, uid, userKey, options))) return undefined
  const { parts, organizationKey } = options
  const signOn = await findCurrentSignOn(parts, organizationKey, uid)
  if (!signOn || signOn.user.key !== userKey) return undefined
  const mayUse = !relyingParty || (await mayUseRelyingParty(parts, organizationKey, userKey, relyingParty))
  const isProviderUsable = !relyingParty || (await mayUseProvider(options, relyingParty, signOn.identityProviderKey))
  return accountOf(options, signOn, relyingParty, { mayUse, isProviderUsable })
}

/**
 * The user for whom a code or a refresh token was issued, where nobody has ended the session, and the client is still for
 * them and takes their identity provider, and they still consent.
 */
export async function findIssuedAccount(
  userKey: string,
  issued: Issued,
  relyingParty: KnownRelyingParty | undefined,
  options: SignInOptions,
): Promise<SignedInAccount | undefined> {
  const { parts, organizationKey } = options
  if (issued.sessionUid === undefined) return undefined
  const signOn = await findKeptSignOn(parts, organizationKey, issued.sessionUid)
  if (!signOn || signOn.user.key !== userKey) return undefined
  if (relyingParty && !(await mayUseRelyingParty(parts, organizationKey, userKey, relyingParty))) return undefined
  if (relyingParty && !(await mayUseProvider(options, relyingParty, signOn.identityProviderKey))) return undefined
  if (relyingParty?.requiresConsent) {
    const allowed = await getConsentedScopes(parts, organizationKey, userKey, relyingParty.key)
    if (!isConsented(issued, allowed)) return undefined
  }
  return accountOf(options, signOn, relyingParty, { mayUse: true, isProviderUsable: true })
}

function accountOf(
  options: SignInOptions,
  signOn: SignOn,
  relyingParty: KnownRelyingParty | undefined,
  allowed: Pick<SignedInAccount, 'mayUse' | 'isProviderUsable'>,
): SignedInAccount {
  const userClaims = claimsOf(options, signOn, relyingParty)
  const { key } = signOn.user
  return {
    ...allowed,
    accountId: key,
    signOn,
    userClaims,
    async claims(_use, scope) {
      const own = { sub: key, ...(await userClaims(new Set(scope.split(' ')))) }
      if (relyingParty) return own
      return { ...own, [credentialsStampClaim]: signOn.credentialsStamp, [authorizationSessionClaim]: signOn.uid }
    },
  }
}

/**
 * Whether people may sign in there at this provider: it is one of those that the client names, and is assigned where the
 * client is. The sign-in itself may have been for another client, of another stage.
 * @param providerKey null for the built-in one, which is assigned everywhere
 */
async function mayUseProvider(
  { parts, organizationKey }: SignInOptions,
  relyingParty: KnownRelyingParty,
  providerKey: string | null,
): Promise<boolean> {
  const { identityProviderKeys: named } = relyingParty
  if (providerKey === null) {
    return named === null || named.includes(await getBuiltInIdentityProviderKey(parts, organizationKey))
  }
  const usable = await listProvidersFor(parts, organizationKey, signInTargetOf(relyingParty))
  return usable.some(({ key }) => key === providerKey)
}

function claimsOf(
  { parts, organizationKey }: SignInOptions,
  signOn: SignOn,
  relyingParty: KnownRelyingParty | undefined,
) {
  const known = new Map<string, Promise<UserClaims>>()
  return (scopes: ReadonlySet<string>): Promise<UserClaims> => {
    if (!relyingParty) return Promise.resolve({})
    const name = [...scopes].sort().join(' ')
    const claims = known.get(name) ?? getUserClaims(parts, organizationKey, signOn.user, relyingParty, scopes)
    known.set(name, claims)
    return claims
  }
}
