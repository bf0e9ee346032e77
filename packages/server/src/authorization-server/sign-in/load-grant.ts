import type { KoaContextWithOIDC } from 'oidc-provider'
import { getConsentedScopes } from '../../modules/relying-parties/consents/get-consent.ts'
import type { SignInClient } from './find-relying-parties.ts'
import type { SignInOptions } from './sign-in-options.ts'

/**
 * A grant says what a user allowed a client to learn. One's own applications need no consent, nor does the portal: what they
 * ask for is granted. Elsewhere it is what the user has consented to, at this sign-in or before.
 */
export async function loadGrant({ oidc }: KoaContextWithOIDC, { parts, organizationKey }: SignInOptions) {
  const { session, client, account, provider } = oidc
  if (!session || !client || !account) return undefined
  const { relyingParty } = client as SignInClient
  const asked = [...oidc.requestParamOIDCScopes]
  const allowed = relyingParty?.requiresConsent
    ? await getConsentedScopes(parts, organizationKey, account.accountId, relyingParty.key)
    : asked
  const known = await provider.Grant.find(session.grantIdFor(client.clientId) ?? '')
  const granted = known?.accountId === account.accountId ? known.getOIDCScope().split(' ').filter(Boolean) : undefined
  // A consent may have been withdrawn since.
  const isKnown = granted !== undefined && (!relyingParty?.requiresConsent || isWithin(granted, allowed))
  const added = asked.filter((scope) => allowed.includes(scope) && !(isKnown && granted.includes(scope)))
  if (known && isKnown && added.length === 0) return known
  const grant =
    known && isKnown ? known : new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  if (added.length > 0) grant.addOIDCScope(added.join(' '))
  await grant.save()
  return grant
}

/** Whether all of these scopes are among the others */
export const isWithin = (scopes: readonly string[], others: readonly string[]): boolean =>
  scopes.every((scope) => others.includes(scope))
