import type { IncomingMessage } from 'node:http'
import type { Parts } from '../db/parts.ts'
import type { KnownApiClient } from '../modules/api-clients/clients/api-client-directory.ts'
import { rememberAssertion } from '../modules/api-clients/tokens/remember-assertion.ts'
import { isTokenRevoked, revokeToken } from '../modules/api-clients/tokens/revoke-token.ts'
import type { ReachedOrganization } from '../modules/foundation/organizations/organization-directory.ts'
import type { OutgoingParts } from '../modules/foundation/outgoing/outgoing-requests.ts'
import type { Actor } from '../modules/foundation/permissions/principal.ts'
import type { SigningKey } from '../modules/foundation/signing-keys/signing-key.ts'
import type { RelyingPartyDirectory } from '../modules/relying-parties/registrations/relying-party-directory.ts'
import type { RelyingPartyUse } from '../modules/relying-parties/registrations/relying-party-use.ts'
import type { ProviderDocuments } from '../modules/sign-in/federation/provider-documents.ts'
import { type AuthorizationServer, createAuthorizationServer } from './authorization-server.ts'
import { createKeyReader } from './create-key-reader.ts'
import { orUnavailable } from './or-unavailable.ts'
import { leaveProvider } from './sign-in/sign-outs/leave-provider.ts'
import type { VerifiedSignInTokens } from './sign-in/tokens/verified-sign-in-token.ts'
import { type TokenParts, tokenOptions } from './token-options.ts'

export interface OrganizationServerParts extends TokenParts, OutgoingParts, Parts<'vault'> {
  relyingPartyDirectory: RelyingPartyDirectory
  relyingPartyUse: Pick<RelyingPartyUse, 'note'>
  verifiedTokens: VerifiedSignInTokens
  providerDocuments: ProviderDocuments
  /** Where a request comes from, and what its log line is found by */
  sourceOf(request: IncomingMessage): Pick<Actor, 'address' | 'traceId'>
  /** See SignInOptions */
  mayBegin(request: IncomingMessage, session: string | undefined): boolean
  libraryReadsAll?: boolean
}

/** The authorization server of one organization, with what it asks of the modules. */
export function createOrganizationServer(
  parts: OrganizationServerParts,
  organization: ReachedOrganization,
  signingKeys: readonly SigningKey[],
): AuthorizationServer {
  const { key: organizationKey, origin, basePath } = organization
  const { vault, sourceOf, libraryReadsAll = false } = parts
  const { registeredApiDirectory, relyingPartyDirectory, relyingPartyUse } = parts
  return createAuthorizationServer<KnownApiClient>({
    ...tokenOptions(parts, organization, signingKeys),
    libraryReadsAll,
    readKeys: createKeyReader(parts, organizationKey),
    keyUsed({ key, jwks, jwksUri }, keyId) {
      // The client itself chooses the key IDs at its address: they would be counted without end.
      if (jwksUri !== undefined) return
      // Without a kid, it is known only where there is one key.
      const [only, another] = jwks?.keys ?? []
      const used = keyId ?? (another ? undefined : (only?.kid ?? ''))
      if (used !== undefined) parts.useCounts.count(organizationKey, key, `key ${used}`)
    },
    revokeToken(tokenId, expiresAt, { key, name }, request) {
      const { address, traceId } = sourceOf(request)
      const actor = { type: 'api-client', key, name, address, traceId } as const
      const principal = { organizationKey, actor, access: new Map() }
      return orUnavailable(() => revokeToken(parts, principal, { id: tokenId, expiresAt }))
    },
    isTokenRevoked: (tokenId) => orUnavailable(() => isTokenRevoked(parts, organizationKey, tokenId)),
    rememberAssertion: (clientId, assertionId, expiresAt) =>
      orUnavailable(() => rememberAssertion(parts, organizationKey, { clientId, assertionId, expiresAt })),
    signIn: {
      origin,
      basePath,
      organizationKey,
      parts,
      cookieKey: vault.hash('cookies', `cookies of the authorization server ${organizationKey}`),
      nonceSecret: Buffer.from(vault.hash('cookies', `nonces of proofs ${organizationKey}`), 'base64url'),
      findRelyingParty: (clientId) => relyingPartyDirectory.find(organizationKey, clientId),
      registeredApis: {
        find: (audience) => registeredApiDirectory.find(organizationKey, audience),
        scopesGrantedTo: ({ key }, api) =>
          registeredApiDirectory.scopesGrantedTo(organizationKey, { relyingPartyKey: key }, api.key),
        audiencesOpenTo: ({ key }) => registeredApiDirectory.audiencesOpenTo(organizationKey, { relyingPartyKey: key }),
      },
      verifiedTokens: parts.verifiedTokens,
      relyingPartyUsed: ({ key }) => relyingPartyUse.note(organizationKey, key),
      rememberAssertion: (clientId, assertionId, expiresAt) =>
        rememberAssertion(parts, organizationKey, { clientId, assertionId, expiresAt }),
      mayBegin: parts.mayBegin,
      leaveProvider: (leaving) => leaveProvider(parts, organization, leaving),
      sourceOf,
    },
  })
}
