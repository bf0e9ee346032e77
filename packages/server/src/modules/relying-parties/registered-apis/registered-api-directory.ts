import type { ChangeFeed } from '../../../db/change-feed.ts'
import { OrganizationCache } from '../../../db/organization-cache.ts'
import type { Parts } from '../../../db/parts.ts'
import { selectRegisteredApi } from './registered-apis-repository.ts'
import { isAudience } from './require-audience.ts'
import type { Grantee, HeldApi } from './scope-grant.ts'
import { selectScopesOf } from './scope-grants-repository.ts'

/** What issuing and introspecting tokens asks about a registered API. */
export interface KnownRegisteredApi {
  key: string
  name: string
  audience: string
  scopes: readonly string[]
  /** Of the scopes, by their names */
  descriptions: ReadonlyMap<string, string | null>
  accessTokenMinutes: number
  isActive: boolean
}

/** Who is asked about */
type Holder = { apiClientKey: string } | { relyingPartyKey: string }

export type RegisteredApiDirectory = ReturnType<typeof createRegisteredApiDirectory>

/**
 * Finds registered APIs by their audience, and who holds which of their scopes, from memory where possible. What it
 * returns is never out of date, see OrganizationCache, whose grace time each function takes as well.
 */
export function createRegisteredApiDirectory({ db, database }: Parts & { database: { changes: ChangeFeed } }) {
  const apis = new OrganizationCache<KnownRegisteredApi>(database.changes)
  const held = new OrganizationCache<HeldApi[]>(database.changes)

  async function read(organizationKey: string, audience: string): Promise<KnownRegisteredApi | undefined> {
    const api = await selectRegisteredApi(db, organizationKey, { audience })
    if (!api) return undefined
    const descriptions = new Map(api.scopes.map(({ name, description }) => [name, description]))
    return { ...api, scopes: [...descriptions.keys()], descriptions }
  }

  async function heldBy(organizationKey: string, holder: Holder, grace: number): Promise<HeldApi[]> {
    const grantee = granteeOf(holder)
    const id = `${grantee.type} ${grantee.key}`
    return (
      held.get(organizationKey, id, grace) ??
      held.load(organizationKey, id, () => selectScopesOf(db, organizationKey, grantee))
    )
  }

  return {
    /** The API of this very audience, active or not */
    async find(organizationKey: string, audience: string, grace = 0): Promise<KnownRegisteredApi | undefined> {
      if (!isAudience(audience)) return undefined
      return (
        apis.get(organizationKey, audience, grace) ??
        apis.load(organizationKey, audience, () => read(organizationKey, audience))
      )
    },

    /** The scopes of the API that somebody may have in a token; none where the API is not active */
    async scopesGrantedTo(
      organizationKey: string,
      holder: Holder,
      apiKey: string,
      grace = 0,
    ): Promise<readonly string[]> {
      const api = (await heldBy(organizationKey, holder, grace)).find(({ key }) => key === apiKey)
      return api?.isActive ? api.scopes : []
    },

    /** The audiences for which somebody can get tokens */
    async audiencesOpenTo(organizationKey: string, holder: Holder, grace = 0): Promise<string[]> {
      const apis = await heldBy(organizationKey, holder, grace)
      return apis.filter(({ isActive }) => isActive).map(({ audience }) => audience)
    },
  }
}

const granteeOf = (holder: Holder): Grantee =>
  'apiClientKey' in holder
    ? { type: 'api-client', key: holder.apiClientKey }
    : { type: 'relying-party', key: holder.relyingPartyKey }
