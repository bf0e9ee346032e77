import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import type { PasswordAllowance } from '../credentials/password-allowance.ts'
import { sendPasswordReset } from '../credentials/send-password-reset.ts'
import { removeUserAuthenticator, removeUserPasskey } from '../second-factors/remove-user-factor.ts'
import { getUserSignInMethods } from './get-user-sign-in-methods.ts'
import { giveBuiltInProfile } from './give-built-in-profile.ts'
import { UserPasskeyPath, UserSessionList, UserSessionPath, UserSignInMethods } from './user-security-schemas.ts'
import { endUserSession, endUserSessions, listUserSessions } from './user-sessions.ts'

const config = { permission: 'User and access management > Manage users' } as const
const changing = { ...config, recentSignIn: 'always' } as const
const tags = ['users']

/** `/api/management/v1/users/{key}/…`: how somebody else signs in, for administrators */
export const userSecurityRoutes =
  (
    parts: Parts<'clock' | 'vault' | 'config' | 'log'> & PasswordAllowance & { organizations: OrganizationDirectory },
  ): Routes =>
  async (app) => {
    app.get(
      '/users/:key/sessions',
      {
        config,
        schema: {
          operationId: 'UserSessions_List',
          summary: 'List where a user is signed in, and in which applications, the latest sign-in first',
          tags,
          params: KeyParameter,
          response: { 200: UserSessionList, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }) => ({ results: await listUserSessions(parts, principal, params.key) }),
    )

    app.delete(
      '/users/:key/sessions',
      {
        config: changing,
        schema: {
          operationId: 'UserSessions_EndAll',
          summary: 'End all sessions of a user, and whatever else they have begun',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await endUserSessions(parts, principal, params.key)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/users/:key/sessions/:sessionKey',
      {
        config: changing,
        schema: {
          operationId: 'UserSessions_End',
          summary: 'End one session of a user',
          tags,
          params: UserSessionPath,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await endUserSession(parts, principal, params)
        return reply.code(204).send()
      },
    )

    app.get(
      '/users/:key/sign-in-methods',
      {
        config,
        schema: {
          operationId: 'UserSignInMethods_Read',
          summary: 'Read what a user signs in with, besides external identity providers',
          tags,
          params: KeyParameter,
          response: { 200: UserSignInMethods, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params }) => getUserSignInMethods(parts, principal, params.key),
    )

    app.delete(
      '/users/:key/passkeys/:passkeyKey',
      {
        config: changing,
        schema: {
          operationId: 'UserPasskeys_Remove',
          summary: 'Remove a passkey of a user, and end whatever they have begun',
          tags,
          params: UserPasskeyPath,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await removeUserPasskey(parts, principal, params)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/users/:key/authenticator',
      {
        config: changing,
        schema: {
          operationId: 'UserAuthenticator_Remove',
          summary: 'Remove the authenticator app of a user, and end whatever they have begun',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await removeUserAuthenticator(parts, principal, params.key)
        return reply.code(204).send()
      },
    )

    app.post(
      '/users/:key/built-in-profile',
      {
        config: changing,
        schema: {
          operationId: 'UserBuiltInProfile_Add',
          summary: 'Give a user a profile at the built-in identity provider, to sign in with a password',
          description: 'The e-mail is the username. The user chooses the password, by “Forgotten password” or a link.',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await giveBuiltInProfile(parts, principal, params.key)
        return reply.code(204).send()
      },
    )

    app.post(
      '/users/:key/password-reset',
      {
        config: changing,
        schema: {
          operationId: 'UserPassword_SendReset',
          summary: 'Send a user a link to choose a new password, which works for 24 hours',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async (request, reply) => {
        const organization = await parts.organizations.find(request.hostname)
        await sendPasswordReset(parts, request.principal, organization, request.params.key)
        return reply.code(204).send()
      },
    )
  }
