import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import { renewAfter } from '../../../http/api/renew-after.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { lockRelyingParty } from './change-relying-party.ts'
import { createRelyingParty } from './create-relying-party.ts'
import { deleteRelyingParty } from './delete-relying-party.ts'
import { getRelyingParty } from './get-relying-party.ts'
import { listRelyingParties } from './list-relying-parties.ts'
import {
  RelyingPartyCreateRequest,
  RelyingPartyCredentials,
  RelyingPartyDetails,
  RelyingPartyEditRequest,
  RelyingPartyPage,
  RelyingPartyQuery,
  RelyingPartySecretRequest,
  RenewedRelyingPartyCredentials,
  SecretParameters,
} from './relying-parties-schemas.ts'
import { endRelyingPartySecret, generateRelyingPartySecret } from './relying-party-secrets.ts'
import { requireReadableKeys } from './require-readable-keys.ts'
import { updateRelyingParty } from './update-relying-party.ts'

const config = { permission: 'User and access management > Manage authentication' } as const
/** Like identity providers, they decide who signs in where. */
const changing = { ...config, recentSignIn: 'identity-providers' } as const
const tags = ['relying-parties']
const relyingParty = { kind: 'sign-in application', fields: Object.keys(RelyingPartyEditRequest.properties) }
const editRelyingParty = conditionalEdit({
  lock: lockRelyingParty,
  read: getRelyingParty,
  change: updateRelyingParty,
})

/** `/api/management/v1/relying-parties`: the sign-in applications of the portal. */
export const relyingPartyRoutes =
  (parts: Parts<'clock' | 'vault' | 'config'> & OutgoingParts & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/relying-parties',
      {
        config,
        schema: {
          operationId: 'RelyingParty_List',
          summary: 'List the applications that sign people in by OpenID Connect, with their statuses',
          tags,
          querystring: RelyingPartyQuery,
          response: { 200: RelyingPartyPage, ...problems(400, 401, 403) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listRelyingParties, query),
    )

    app.post(
      '/relying-parties',
      {
        config: changing,
        schema: {
          operationId: 'RelyingParty_Create',
          summary: 'Register an application that signs people in. Only this answer contains its secret.',
          tags,
          body: RelyingPartyCreateRequest,
          response: { 201: RelyingPartyCredentials, ...problems(400, 401, 403, 409) },
        },
      },
      async (request, reply) => {
        const { body } = request
        if (body.jwksUri) await renewAfter(request, requireReadableKeys(parts, request.principal.organizationKey, body))
        const credentials = await createRelyingParty(parts, request.principal, body)
        return reply.code(201).header('cache-control', 'no-store').send(credentials)
      },
    )

    app.get(
      '/relying-parties/:key',
      {
        config: { ...config, edited: relyingParty },
        schema: {
          operationId: 'RelyingParty_Read',
          summary: 'Read an application that signs people in, with hints of the secrets that work',
          tags,
          params: KeyParameter,
          response: { 200: RelyingPartyDetails, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params }) => getRelyingParty(parts, principal, params.key),
    )

    app.patch(
      '/relying-parties/:key',
      {
        config: { ...changing, edited: relyingParty },
        schema: {
          operationId: 'RelyingParty_Edit',
          summary: 'Change an application that signs people in. What is absent stays.',
          tags,
          params: KeyParameter,
          body: RelyingPartyEditRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 409) },
        },
      },
      async (request, reply) => {
        if (request.body.jwksUri)
          await renewAfter(request, requireReadableKeys(parts, request.principal.organizationKey, request.body))
        await editRelyingParty(parts, request, reply, request.params.key)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/relying-parties/:key',
      {
        config: changing,
        schema: {
          operationId: 'RelyingParty_Delete',
          summary: 'Delete an application that signs people in, with its secrets',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await deleteRelyingParty(parts, principal, params.key)
        return reply.code(204).send()
      },
    )

    app.post(
      '/relying-parties/:key/secrets',
      {
        config: changing,
        schema: {
          operationId: 'RelyingParty_GenerateSecret',
          summary: 'Generate a new secret. The former one ends immediately, or after the overlap.',
          tags,
          params: KeyParameter,
          body: RelyingPartySecretRequest,
          response: { 201: RenewedRelyingPartyCredentials, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params, body }, reply) => {
        const credentials = await generateRelyingPartySecret(parts, principal, params.key, body)
        return reply.code(201).header('cache-control', 'no-store').send(credentials)
      },
    )

    app.delete(
      '/relying-parties/:key/secrets/:secretKey',
      {
        config: changing,
        schema: {
          operationId: 'RelyingParty_EndSecret',
          summary: 'End one secret immediately',
          tags,
          params: SecretParameters,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await endRelyingPartySecret(parts, principal, params.key, params.secretKey)
        return reply.code(204).send()
      },
    )
  }
