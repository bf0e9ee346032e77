import Provider, { type AdapterPayload, type KoaContextWithOIDC } from 'oidc-provider'
import type { Parts } from '../../db/parts.ts'
import { endSignOnsOfClients } from '../../modules/members/sessions/end-sign-ons.ts'

type Issued = Pick<AdapterPayload, 'grantId' | 'sid' | 'clientId' | 'accountId'>

/** A code or a refresh token that a request has brought and that was used before */
const usedBefore = new WeakMap<KoaContextWithOIDC, AdapterPayload>()

/** Notes one. Nothing ends by it alone: another application may have brought it, or somebody who lacks the PKCE verifier. */
export function noteUsedBefore(payload: AdapterPayload): void {
  if (Provider.ctx) usedBefore.set(Provider.ctx, payload)
}

/**
 * The library ends the grant of a code or a refresh token that was used twice, as one of the two was a thief. Their access
 * tokens are not stored, and count for as long as the application has its part in the session: that ends too, and the
 * application is told. Where a grant is ended because the application has revoked a refresh token, it goes on.
 */
export async function endUsedTwice(
  parts: Parts<'clock'>,
  organizationKey: string,
  grantId: string,
  issued: Issued | undefined = Provider.ctx && usedBefore.get(Provider.ctx),
): Promise<void> {
  const { grantId: own, sid, clientId, accountId: userKey } = issued ?? {}
  if (own !== grantId || typeof sid !== 'string' || clientId === undefined || userKey === undefined) return
  await endSignOnsOfClients(parts, organizationKey, [{ sid, clientId, userKey }])
}
