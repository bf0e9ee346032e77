import type { KoaContextWithOIDC } from 'oidc-provider'
import { getConsentedScopes } from '../../../modules/relying-parties/consents/get-consent.ts'
import type { SignInOptions } from '../sign-in-options.ts'
import type { SignInClient } from './find-relying-parties.ts'
import { consentedName } from './resource-servers.ts'

/**
 * A grant says what a user allowed a client to learn. One's own applications need no consent, nor does the portal: what they
 * ask for is granted. Elsewhere it is what the user has consented to, at this sign-in or before.
 */
export async function loadGrant({ oidc }: KoaContextWithOIDC, { parts, organizationKey }: SignInOptions) {
  const { session, client, account, provider } = oidc
  if (!session || !client || !account) return undefined
  const { relyingParty } = client as SignInClient
  const asked = [...oidc.requestParamOIDCScopes]
  const askedOfApis = Object.values(oidc.resourceServers ?? {}).flatMap((api) =>
    [...oidc.requestParamScopes]
      .filter((scope) => api.scopes.has(scope))
      .map((scope) => ({ audience: api.identifier(), scope, name: consentedName(api.identifier(), scope) })),
  )
  const allowed = relyingParty?.requiresConsent
    ? await getConsentedScopes(parts, organizationKey, account.accountId, relyingParty.key)
    : [...asked, ...askedOfApis.map(({ name }) => name)]
  const known = await provider.Grant.find(session.grantIdFor(client.clientId) ?? '')
  const isKnown =
    known?.accountId === account.accountId &&
    // A consent may have been withdrawn since.
    (!relyingParty?.requiresConsent || isWithin(namesIn(known as KnownGrant), allowed))
  const grant = isKnown ? known : new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  const granted = isKnown ? namesIn(known as KnownGrant) : []
  const added = asked.filter((scope) => allowed.includes(scope) && !granted.includes(scope))
  const addedOfApis = askedOfApis.filter(({ name }) => allowed.includes(name) && !granted.includes(name))
  if (isKnown && added.length === 0 && addedOfApis.length === 0) return known
  if (added.length > 0) grant.addOIDCScope(added.join(' '))
  for (const { audience, scope } of addedOfApis) grant.addResourceScope(audience, scope)
  await grant.save()
  return grant
}

type KnownGrant = { getOIDCScope(): string; resources?: Record<string, string> }

/** What a grant holds, as consents name it */
const namesIn = (grant: KnownGrant): string[] => [
  ...grant.getOIDCScope().split(' ').filter(Boolean),
  ...Object.entries(grant.resources ?? {}).flatMap(([audience, scopes]) =>
    scopes.split(' ').map((scope) => consentedName(audience, scope)),
  ),
]

/** Whether all of these scopes are among the others */
export const isWithin = (scopes: readonly string[], others: readonly string[]): boolean =>
  scopes.every((scope) => others.includes(scope))
