import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
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

type StateParts = Parts<'clock'> & { organizations: OrganizationDirectory }

/** What the portal's pages show before sign-in, of the organization that the request is for. The document has it, too. */
export const portalStateOf =
  (parts: StateParts) =>
  async ({ hostname }: Pick<FastifyRequest, 'hostname'>): Promise<Static<typeof PortalState>> => {
    const { key, name } = await parts.organizations.find(hostname)
    const branding = await getShownBranding(parts, { key, name })
    return { organizationName: name, isSetUp: await isSetUp(parts, key), version, branding }
  }

/** `/portal/state` */
export const portalStateRoutes =
  (parts: StateParts): Routes =>
  async (app) => {
    app.get(
      '/state',
      { config: { permission: 'public' }, schema: { hide: true, response: { 200: PortalState } } },
      portalStateOf(parts),
    )
  }
