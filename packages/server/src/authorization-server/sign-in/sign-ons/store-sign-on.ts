import type { KoaContextWithOIDC } from 'oidc-provider'
import type { SignInMethod } from '../../../modules/members/sessions/session.ts'
import type { ProviderSession } from '../../../modules/members/sessions/sign-on.ts'
import { startSignOn } from '../../../modules/members/sessions/start-sign-on.ts'
import { completeSignIn } from '../../../modules/sign-in/sign-ins/complete-sign-in.ts'
import { Problem } from '../../../problems/problem.ts'
import type { SignInClient } from '../relying-parties/find-relying-parties.ts'
import type { SignInOptions } from '../sign-in-options.ts'

/** The result of an interaction in which a user has proven who they are */
export interface LoginResult {
  [name: string]: unknown
  accountId: string
  /** Seconds since 1970 */
  ts: number
  acr: string
  amr: string[]
  credentialsStamp: string
  method: SignInMethod
  provider: { key: string; session: ProviderSession | null } | null
}

/**
 * Where the request continues a sign-in in which the user has just proven who they are: stores that in the sign-on session,
 * and records the sign-in, but for that to the portal, which records its own.
 * @returns false where the user may not sign in any more
 */
export async function storeSignOn(
  { oidc, req }: KoaContextWithOIDC,
  uid: string,
  userKey: string,
  { parts, organizationKey, sourceOf }: SignInOptions,
): Promise<boolean> {
  const login = oidc.result?.login as LoginResult | undefined
  if (!login || login.accountId !== userKey) return true
  const { ts, credentialsStamp, method, provider } = login
  const { relyingParty } = oidc.client as SignInClient
  const source = sourceOf(req)
  const userAgent = req.headers['user-agent'] ?? null
  const proven = { uid, userKey, credentialsStamp, method, provider, authenticatedAt: ts }
  try {
    await startSignOn(parts, { organizationKey, ...proven, address: source.address, userAgent }, async (parts) => {
      if (relyingParty) await completeSignIn(parts, organizationKey, { key: userKey, credentialsStamp }, method, source)
    })
    return true
  } catch (error) {
    if (error instanceof Problem && error.problem === 'sign_in_failed') return false
    throw error
  }
}
