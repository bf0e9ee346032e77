import { Type } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Key, Nullable } from '../../../http/api/schemas.ts'
import { Problem } from '../../../problems/problem.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import type { RelyingPartyDirectory } from '../registrations/relying-party-directory.ts'
import { applicationLogosPath } from './application-logo-path.ts'
import type { FetchedLogos } from './fetched-logos.ts'
import { listMyApplications } from './list-my-applications.ts'

const MyApplications = Type.Object({
  results: Type.Array(
    Type.Object({ key: Key, name: Type.String(), logoPath: Nullable(Type.String()), opensAt: Nullable(Type.String()) }),
  ),
})

const LogoParameters = Type.Object({ clientId: Type.String() })
const LogoQuery = Type.Object({ v: Type.Optional(Type.Unknown()) })

type MyApplicationsParts = Parts & {
  organizations: OrganizationDirectory
  relyingPartyDirectory: RelyingPartyDirectory
  fetchedLogos: FetchedLogos
}

/** `/portal/account/applications` and the logos of applications: for the portal's pages only */
export const myApplicationsRoutes =
  (parts: MyApplicationsParts): Routes =>
  async (app) => {
    app.get(
      '/account/applications',
      { config: { permission: 'member' }, schema: { hide: true, response: { 200: MyApplications } } },
      async (request) => {
        const organization = await parts.organizations.find(request.hostname)
        return { results: await listMyApplications(parts, request.principal, organization) }
      },
    )

    app.get(
      `${applicationLogosPath}/:clientId`,
      { config: { permission: 'public' }, schema: { hide: true, params: LogoParameters, querystring: LogoQuery } },
      async (request, reply) => {
        const { key } = await parts.organizations.find(request.hostname)
        const { logoUrl = null } = (await parts.relyingPartyDirectory.find(key, request.params.clientId)) ?? {}
        const logo = logoUrl === null ? undefined : await parts.fetchedLogos(key, logoUrl)
        if (!logo) throw new Problem('path_not_found', 'There is no such logo.')
        return reply
          .type(logo.type)
          .headers({
            'cache-control': 'public, max-age=3600',
            'content-security-policy': "default-src 'none'; sandbox",
            'cross-origin-resource-policy': 'same-origin',
          })
          .send(logo.bytes)
      },
    )
  }
