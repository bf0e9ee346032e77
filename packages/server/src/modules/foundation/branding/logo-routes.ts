import { Type } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Problem } from '../../../problems/problem.ts'
import type { OrganizationDirectory } from '../organizations/organization-directory.ts'
import { selectLogo } from './branding-repository.ts'
import { logoPath } from './get-shown-branding.ts'

const querystring = Type.Object({ v: Type.Optional(Type.Unknown()) })

/** `/portal/logo`: the organization's logo, for everybody who sees the sign-in page */
export const logoRoutes =
  (parts: Parts & { organizations: OrganizationDirectory }): Routes =>
  async (app) => {
    app.get(
      logoPath,
      { config: { permission: 'public' }, schema: { hide: true, querystring } },
      async (request, reply) => {
        const { key } = await parts.organizations.find(request.hostname)
        const found = await selectLogo(parts.db, key)
        if (!found?.logo) throw new Problem('path_not_found', 'The organization has no logo of its own.')
        const isThis = (request.query as { v?: unknown }).v === found.logoDigest
        // Nothing in the file is carried out, also where somebody opens it by itself.
        return reply
          .type('image/png')
          .headers({
            'cache-control': isThis ? 'public, max-age=31536000, immutable' : 'no-cache',
            'content-security-policy': "default-src 'none'; sandbox",
            'cross-origin-resource-policy': 'same-origin',
          })
          .send(Buffer.from(found.logo.slice(found.logo.indexOf(',') + 1), 'base64'))
      },
    )
  }
