import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, problems } from '../../../http/api/schemas.ts'
import { getOwnProfile } from './get-own-profile.ts'
import { OwnProfile, OwnProfilePatch } from './own-profile-schemas.ts'
import { updateOwnProfile } from './update-own-profile.ts'

const hide = true

/** `/portal/account/profile`: for the portal's pages only */
export const ownProfileRoutes =
  (parts: Parts<'clock'>): Routes =>
  async (app) => {
    app.get(
      '/account/profile',
      { config: { permission: 'member' }, schema: { hide, response: { 200: OwnProfile, ...problems(401, 403) } } },
      ({ principal }) => getOwnProfile(parts, principal),
    )

    app.patch(
      '/account/profile',
      {
        config: { permission: 'member', edited: { unconditional: 'a person changes their own name and photo' } },
        schema: { hide, body: OwnProfilePatch, response: { 204: Empty, ...problems(400, 401, 403) } },
      },
      async ({ principal, body }, reply) => {
        await updateOwnProfile(parts, principal, body)
        return reply.code(204).send()
      },
    )
  }
