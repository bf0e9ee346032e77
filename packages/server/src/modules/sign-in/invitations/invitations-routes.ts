import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { createInvitationLink } from './create-invitation-link.ts'
import { InvitationCreated, InvitationLink, InvitationRequest } from './invitations-schemas.ts'
import { inviteExistingUser } from './invite-existing-user.ts'
import { inviteUser } from './invite-user.ts'

const config = { permission: 'User and access management > Manage users' } as const
/** The second one is for callers who invite end users of an environment, as Developers do. */
const inviting = {
  permission: [config.permission, 'End-user management > Manage end-user access'],
  // An invitation can grant organization roles.
  recentSignIn: 'organization-roles',
} as const
const tags = ['users']

/** `/api/management/v1/user-invitations`, and inviting somebody who is there already */
export const invitationRoutes =
  (parts: Parts<'clock' | 'vault' | 'config' | 'log'> & { organizations: OrganizationDirectory }): Routes =>
  async (app) => {
    app.post(
      '/user-invitations',
      {
        config: inviting,
        schema: {
          operationId: 'UserInvitations_InviteUser',
          summary: 'Invite a user by e-mail, with organization roles, groups and end-user roles',
          description:
            'Callers who may not manage users grant at least one end-user role, of a stage in which they may.',
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
        // The user may get a way to sign in by it.
        config: { ...config, recentSignIn: 'always' },
        schema: {
          operationId: 'UserInvitations_InviteExistingUser',
          summary: 'Invite a user who cannot sign in yet, or send an invited one a new link and code',
          description:
            'A user without a profile at an identity provider gets one at the built-in one, and is Invited until they accept. Of an invited one, the former link and code are not valid any more.',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async (request, reply) => {
        const organization = await parts.organizations.find(request.hostname)
        await inviteExistingUser(parts, request.principal, organization, request.params.key)
        return reply.code(204).send()
      },
    )

    app.post(
      '/users/:key/invitation-link',
      {
        // Whoever has the link can become the user.
        config: { ...config, recentSignIn: 'always' },
        schema: {
          operationId: 'UserInvitations_CreateLink',
          summary: 'Make a link and a code of an invitation to pass on by other means than mail',
          description:
            'They are told once, and hold for seven days. The former ones are not valid any more. Accepting by them does not verify the e-mail.',
          tags,
          params: KeyParameter,
          response: { 201: InvitationLink, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async (request, reply) => {
        const organization = await parts.organizations.find(request.hostname)
        const made = await createInvitationLink(parts, request.principal, organization, request.params.key)
        return reply.code(201).header('cache-control', 'no-store').send(made)
      },
    )
  }
