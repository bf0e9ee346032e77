import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { InvitationCreated, InvitationRequest } from './invitations-schemas.ts'
import { inviteUser } from './invite-user.ts'
import { resendInvitation } from './send-invitation.ts'

const config = { permission: 'User and access management > Manage users' } as const
/** The second one is for callers who invite end users of an environment, as Developers do. */
const inviting = {
  permission: [config.permission, 'End-user management > Manage end-user access'],
  // An invitation can grant organization roles.
  recentSignIn: 'organization-roles',
} as const
const tags = ['users']

/** `/api/management/v1/user-invitations`, and sending one again */
export const invitationRoutes =
  (parts: Parts<'clock' | 'vault' | 'config' | 'log'> & { organizations: OrganizationDirectory }): Routes =>
  async (app) => {
    app.post(
      '/user-invitations',
      {
        config: inviting,
        schema: {
          operationId: 'UserInvitations_InviteUser',
          summary: 'Invite a user by mail, with organization roles, groups and application roles',
          description:
            'Callers who may not manage users grant at least one application role, of an environment in which they may.',
          tags,
          body: InvitationRequest,
          response: { 201: InvitationCreated, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async (request, reply) => {
        const organization = await parts.organizations.find(request.hostname)
        return reply.code(201).send(await inviteUser(parts, request.principal, organization, request.body))
      },
    )

    app.post(
      '/users/:key/invitation',
      {
        config,
        schema: {
          operationId: 'UserInvitations_ResendInvitation',
          summary: 'Send an invited user a new link and code; the former ones are not valid any more',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async (request, reply) => {
        const organization = await parts.organizations.find(request.hostname)
        await resendInvitation(parts, request.principal, organization, request.params.key)
        return reply.code(204).send()
      },
    )
  }
