import type { FastifyRequest } from 'fastify'
import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import type { PasswordHashes } from '../credentials/password-hashes.ts'
import { addAuthenticator, confirmAuthenticator } from './add-authenticator.ts'
import { addPasskey, passkeyCreationOptions } from './add-passkey.ts'
import { getAuthenticator } from './get-authenticator.ts'
import { listPasskeys } from './list-passkeys.ts'
import { removeAuthenticator } from './remove-authenticator.ts'
import { removeOwnPassword } from './remove-own-password.ts'
import { removePasskey } from './remove-passkey.ts'
import {
  AuthenticatorBegin,
  AuthenticatorConfirmation,
  AuthenticatorRemoval,
  AuthenticatorSecret,
  AuthenticatorState,
  PasskeyCreated,
  PasskeyEdit,
  PasskeyList,
  PasskeyOptions,
  PasskeyRequest,
  passkeyBodyLimit,
  RecoveryCodes,
} from './second-factors-schemas.ts'
import { updatePasskey } from './update-passkey.ts'

const config = { permission: 'member' } as const
const changing = { ...config, recentSignIn: 'always' } as const
const hide = true

type SecondFactorParts = Parts<'clock' | 'vault' | 'config' | 'log'> & {
  organizations: OrganizationDirectory
  hashes: PasswordHashes
}

/** `/portal/account/passkeys` and `/authenticator`, and removing the password that they replace: for the portal's pages only */
export const secondFactorRoutes =
  (parts: SecondFactorParts): Routes =>
  async (app) => {
    const siteOf = async (request: FastifyRequest) => parts.organizations.find(request.hostname)

    app.get(
      '/account/passkeys',
      { config, schema: { hide, response: { 200: PasskeyList, ...problems(401, 403) } } },
      ({ principal }) => listPasskeys(parts, principal),
    )

    app.post(
      '/account/passkeys/options',
      { config: changing, schema: { hide, response: { 200: PasskeyOptions, ...problems(400, 401, 403) } } },
      async (request) => passkeyCreationOptions(parts, request.principal, await siteOf(request)),
    )

    app.post(
      '/account/passkeys',
      {
        config,
        bodyLimit: passkeyBodyLimit,
        schema: { hide, body: PasskeyRequest, response: { 201: PasskeyCreated, ...problems(400, 401, 403) } },
      },
      async (request, reply) =>
        reply.code(201).send(await addPasskey(parts, request.principal, await siteOf(request), request.body)),
    )

    app.patch(
      '/account/passkeys/:key',
      {
        config: { ...config, edited: { unconditional: 'it gives a name, the only field, and only the member can' } },
        schema: {
          hide,
          params: KeyParameter,
          body: PasskeyEdit,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params, body }, reply) => {
        await updatePasskey(parts, principal, params.key, body)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/account/passkeys/:key',
      {
        config: changing,
        schema: { hide, params: KeyParameter, response: { 204: Empty, ...problems(400, 401, 403, 404, 409) } },
      },
      async ({ principal, params }, reply) => {
        await removePasskey(parts, principal, params.key)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/account/password',
      { config: changing, schema: { hide, response: { 204: Empty, ...problems(401, 403, 404, 409) } } },
      async ({ principal }, reply) => {
        await removeOwnPassword(parts, principal)
        return reply.code(204).send()
      },
    )

    app.get(
      '/account/authenticator',
      { config, schema: { hide, response: { 200: AuthenticatorState, ...problems(401, 403) } } },
      ({ principal }) => getAuthenticator(parts, principal),
    )

    app.post(
      '/account/authenticator',
      {
        config: changing,
        schema: {
          hide,
          body: AuthenticatorBegin,
          response: { 200: AuthenticatorSecret, ...problems(400, 401, 403, 409) },
        },
      },
      async (request) => addAuthenticator(parts, request.principal, (await siteOf(request)).name),
    )

    app.post(
      '/account/authenticator/confirmation',
      {
        config,
        schema: {
          hide,
          body: AuthenticatorConfirmation,
          response: { 200: RecoveryCodes, ...problems(400, 401, 403, 404, 409, 429) },
        },
      },
      ({ principal, body }) => confirmAuthenticator(parts, principal, body.code),
    )

    app.delete(
      '/account/authenticator',
      {
        config,
        schema: {
          hide,
          body: AuthenticatorRemoval,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 409, 429, 503) },
        },
      },
      async ({ principal, body }, reply) => {
        await removeAuthenticator(parts, principal, body)
        return reply.code(204).send()
      },
    )
  }
