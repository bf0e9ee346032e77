import { Type } from 'typebox'
import { version } from '../../../config/version.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { getShownBranding } from '../../foundation/branding/get-shown-branding.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { isSetUp } from './is-set-up.ts'

const PortalState = Type.Object({
  organizationName: Type.String(),
  /** Whether a user can sign in and administer the organization */
  isSetUp: Type.Boolean(),
  version: Type.String(),
  /** How the pages look */
  branding: Type.Object({
    name: Type.String(),
    primaryColor: Type.Union([Type.String(), Type.Null()]),
    /** Below the base path */
    logoPath: Type.Union([Type.String(), Type.Null()]),
  }),
})

/** `/portal/state`: what the portal's pages show before sign-in */
export const portalStateRoutes =
  (parts: Parts<'clock'> & { organizations: OrganizationDirectory }): Routes =>
  async (app) => {
    app.get(
      '/state',
      { config: { permission: 'public' }, schema: { hide: true, response: { 200: PortalState } } },
      async (request) => {
        const { key, name } = await parts.organizations.find(request.hostname)
        const branding = await getShownBranding(parts, { key, name })
        return { organizationName: name, isSetUp: await isSetUp(parts, key), version, branding }
      },
    )
  }
