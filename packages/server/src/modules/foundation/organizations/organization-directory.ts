import type { ChangeFeed } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import { basePathOf } from '../../../http/base-path.ts'
import { Problem } from '../../../problems/problem.ts'
import type { OwnLimits } from '../rate-limits/own-limits.ts'
import { listOrganizations } from './list-organizations.ts'
import type { Organization } from './organization.ts'

/** An organization as a request reaches it. */
export interface ReachedOrganization {
  key: string
  name: string
  /** Origin of its URLs: that of the public URL, with the organization's domain where it has one. Cookies belong to it. */
  origin: string
  /** Path of the public URL, without a slash at the end; empty where it has none */
  basePath: string
  /** Origin and path: what all its URLs begin with */
  baseUrl: string
  /** `iss` of its tokens */
  issuer: string
  /** `aud` of its tokens */
  audience: string
  /** Here, so that counting a request needs no query */
  ownLimits: OwnLimits
  /** Here, so that answering a page needs no query */
  browserOrigins: readonly string[]
}

export type OrganizationDirectory = ReturnType<typeof createOrganizationDirectory>

/** Finds the organization of a request by its host. */
export function createOrganizationDirectory(parts: Parts<'publicUrl'> & { database: { changes: ChangeFeed } }) {
  const { publicUrl } = parts
  const { changes } = parts.database
  let known: { byHost: Map<string, ReachedOrganization>; only: ReachedOrganization | undefined } | undefined
  let generation = 0
  changes.onChange(() => {
    known = undefined
    generation++
  })

  async function read(): Promise<NonNullable<typeof known>> {
    const before = generation
    const organizations = (await listOrganizations(parts)).map((organization) =>
      reachedOrganization(organization, publicUrl()),
    )
    const byHost = new Map(organizations.map((organization) => [new URL(organization.origin).hostname, organization]))
    const directory = { byHost, only: organizations.length === 1 ? organizations[0] : undefined }
    if (generation === before) known = directory
    return directory
  }

  const pick = (directory: NonNullable<typeof known>, host: string): ReachedOrganization => {
    const organization = directory.only ?? directory.byHost.get(host.toLowerCase())
    if (organization) return organization
    throw new Problem('unknown_host', `No organization has the host name '${host.slice(0, 253)}'.`)
  }

  return {
    /**
     * Returns the organization itself, not a promise, where it is in memory.
     * @param host the request's host name, without its port
     * @param grace see OrganizationCache
     * @throws Problem unknown_host, where there are several organizations and none has that domain
     */
    find(host: string, grace = 0): ReachedOrganization | Promise<ReachedOrganization> {
      changes.catchUp()
      if (known && (changes.isCurrent() || changes.age() < grace)) return pick(known, host)
      return read().then((directory) => pick(directory, host))
    },
  }
}

/** The organization with the URLs at which it is reached */
export function reachedOrganization(
  { key, name, domain, ownLimits, browserOrigins }: Organization,
  publicUrl: string,
): ReachedOrganization {
  const url = new URL(publicUrl)
  if (domain !== null) url.hostname = domain
  const { origin } = url
  const basePath = basePathOf(publicUrl)
  const baseUrl = origin + basePath
  const urls = { origin, basePath, baseUrl, issuer: `${baseUrl}/identity`, audience: `${baseUrl}/api` }
  return { key, name, ...urls, ownLimits, browserOrigins }
}
