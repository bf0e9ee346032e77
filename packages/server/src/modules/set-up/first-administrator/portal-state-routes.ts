import { Type } from 'typebox'
import { version } from '../../../config/version.ts'
import type { Routes } from '../../../http/api/routes.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import type { SetUpService } from './set-up-service.ts'

const PortalState = Type.Object({
  organizationName: Type.String(),
  /** Whether somebody can sign in and administer the organization */
  isSetUp: Type.Boolean(),
  version: Type.String(),
})

/** `/portal/state`: what the portal's pages need to know before anybody signs in */
export const portalStateRoutes =
  ({ organizations, setUp }: { organizations: OrganizationDirectory; setUp: Pick<SetUpService, 'isSetUp'> }): Routes =>
  async (app) => {
    app.get(
      '/state',
      { config: { permission: 'public' }, schema: { hide: true, response: { 200: PortalState } } },
      async (request) => {
        const { key, name } = await organizations.find(request.hostname)
        return { organizationName: name, isSetUp: await setUp.isSetUp(key), version }
      },
    )
  }
