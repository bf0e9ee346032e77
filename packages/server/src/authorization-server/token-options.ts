import type { ChangeFeed } from '../db/change-feed.ts'
import type { Parts } from '../db/parts.ts'
import { apis } from '../http/api/apis.ts'
import type { ApiClientDirectory, KnownApiClient } from '../modules/api-clients/clients/api-client-directory.ts'
import type { LastUse } from '../modules/api-clients/clients/last-use.ts'
import type { UseCounts } from '../modules/api-clients/clients/use-counts.ts'
import type { ReachedOrganization } from '../modules/foundation/organizations/organization-directory.ts'
import type { SigningKey } from '../modules/foundation/signing-keys/signing-key.ts'
import type { RegisteredApiDirectory } from '../modules/relying-parties/registered-apis/registered-api-directory.ts'
import type { TokenOptions } from './options.ts'
import { orUnavailable } from './or-unavailable.ts'

export interface TokenParts extends Parts<'clock' | 'config' | 'log'> {
  apiClientDirectory: ApiClientDirectory
  registeredApiDirectory: RegisteredApiDirectory
  lastUse: LastUse
  useCounts: Pick<UseCounts, 'count'>
  /** Counts the tokens that are issued. */
  tokensIssued: { inc(): void }
  /** Counts those of them that are issued while the database cannot be reached. */
  tokensIssuedInGrace: { inc(): void }
  database: { changes: ChangeFeed }
}

/** What the authorization server of an organization asks of the modules to issue tokens to API clients */
export function tokenOptions(
  parts: TokenParts,
  { key: organizationKey, baseUrl, issuer, audience }: ReachedOrganization,
  signingKeys: readonly SigningKey[],
): TokenOptions<KnownApiClient> {
  const { clock, config, log, database } = parts
  const { apiClientDirectory, registeredApiDirectory, lastUse, tokensIssued, tokensIssuedInGrace } = parts
  /** Of everything else, the database is asked all the same. */
  const graceOf = (bySecret = false): number => (bySecret ? config.tokenGrace * 1_000 : 0)
  return {
    issuer,
    audience,
    resources: [baseUrl, audience, ...Object.values(apis).map(({ prefix }) => baseUrl + prefix)],
    registeredApis: {
      find: (audience, bySecret) =>
        orUnavailable(() => registeredApiDirectory.find(organizationKey, audience, graceOf(bySecret))),
      scopesGrantedTo: ({ key }, api, bySecret) =>
        orUnavailable(() =>
          registeredApiDirectory.scopesGrantedTo(organizationKey, { apiClientKey: key }, api.key, graceOf(bySecret)),
        ),
      audiencesOpenTo: ({ key }, bySecret) =>
        orUnavailable(() =>
          registeredApiDirectory.audiencesOpenTo(organizationKey, { apiClientKey: key }, graceOf(bySecret)),
        ),
    },
    signingKeys,
    clock,
    log,
    findClient: (clientId, bySecret) =>
      orUnavailable(() => apiClientDirectory.find(organizationKey, clientId, graceOf(bySecret))),
    tokenIssued({ key }) {
      tokensIssued.inc()
      if (!database.changes.isCurrent()) tokensIssuedInGrace.inc()
      lastUse.note(organizationKey, key)
      parts.useCounts.count(organizationKey, key, 'token')
    },
  }
}
