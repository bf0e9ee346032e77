import type { Static } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import { renewAfter } from '../../../http/api/renew-after.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import {
  ApiClientCreateRequest,
  ApiClientCredentials,
  ApiClientDetails,
  ApiClientEditRequest,
  ApiClientPage,
  ApiClientQuery,
  ApiClientUse,
  OwnSecretRequest,
  type PermissionSelection,
  PermissionsAnswer,
  PermissionsRequest,
  RenewedApiClientCredentials,
  SecretParameters,
  SecretRequest,
  UseQuery,
} from './api-clients-schemas.ts'
import { lockApiClient } from './change-api-client.ts'
import { createApiClient } from './create-api-client.ts'
import { deleteApiClient } from './delete-api-client.ts'
import { endApiClientSecret } from './end-api-client-secret.ts'
import { generateSecret } from './generate-secret.ts'
import { getApiClient } from './get-api-client.ts'
import { getApiClientUse } from './get-api-client-use.ts'
import type { LastUse } from './last-use.ts'
import { listApiClients } from './list-api-clients.ts'
import type { PermissionRequest } from './permission-selection.ts'
import { replaceApiClientPermissions } from './replace-api-client-permissions.ts'
import { requireKeysAddress } from './require-keys-address.ts'
import { rotateOwnSecret } from './rotate-own-secret.ts'
import { resumeApiClient, suspendApiClient } from './suspend-api-client.ts'
import { updateApiClient } from './update-api-client.ts'

const config = { permission: 'User and access management > Manage API clients' } as const
/** All but suspending, which is urgent where it is needed. */
const changing = { ...config, recentSignIn: 'api-clients' } as const
const tags = ['api-clients']
const client = { kind: 'API client', fields: [...Object.keys(ApiClientEditRequest.properties), 'permissions'] }

const asked = ({ environmentKeys, ...rest }: Static<typeof PermissionSelection>): PermissionRequest => ({
  ...rest,
  environments: environmentKeys ?? null,
})

const editClient = conditionalEdit({ lock: lockApiClient, read: getApiClient, change: updateApiClient })
const editPermissions = conditionalEdit({
  lock: lockApiClient,
  read: getApiClient,
  change: (
    parts: Parts<'clock'>,
    principal: Principal,
    key: string,
    { permissions }: Static<typeof PermissionsRequest>,
  ) => replaceApiClientPermissions(parts, principal, key, permissions.map(asked)),
})

/** `/api/management/v1/api-clients`: what ODC offers only in its portal. */
export const apiClientRoutes =
  (
    parts: Parts<'clock' | 'vault' | 'config' | 'log' | 'publicUrl'> &
      OutgoingParts &
      ReadsPart & { lastUse: Pick<LastUse, 'flush'> },
  ): Routes =>
  async (app) => {
    app.post(
      '/api-clients',
      {
        config: changing,
        schema: {
          operationId: 'ApiClient_Create',
          summary: 'Create an API client. Only this answer contains its secret.',
          tags,
          body: ApiClientCreateRequest,
          response: { 201: ApiClientCredentials, ...problems(400, 401, 403) },
        },
      },
      async (request, reply) => {
        const { body } = request
        if (body.jwksUri) await renewAfter(request, requireKeysAddress(parts, request.principal.organizationKey, body))
        const credentials = await createApiClient(parts, request.principal, {
          ...body,
          permissions: body.permissions?.map(asked),
        })
        return reply.code(201).header('cache-control', 'no-store').send(credentials)
      },
    )

    app.get(
      '/api-clients',
      {
        config,
        schema: {
          operationId: 'ApiClient_List',
          summary: 'List API clients with their statuses',
          tags,
          querystring: ApiClientQuery,
          response: { 200: ApiClientPage, ...problems(400, 401, 403) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listApiClients, query),
    )

    app.get(
      '/api-clients/:key',
      {
        config: { ...config, edited: client },
        schema: {
          operationId: 'ApiClient_Read',
          summary:
            'Read an API client with its permissions, both those it was given and those that were added automatically',
          tags,
          params: KeyParameter,
          response: { 200: ApiClientDetails, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params }) => getApiClient(parts, principal, params.key),
    )

    app.get(
      '/api-clients/:key/use',
      {
        config,
        schema: {
          operationId: 'ApiClient_ReadUse',
          summary: 'Read how often an API client got tokens, called APIs and was refused, and why',
          tags,
          params: KeyParameter,
          querystring: UseQuery,
          response: { 200: ApiClientUse, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params, query }) => getApiClientUse(parts, principal, params.key, query.period),
    )

    app.patch(
      '/api-clients/:key',
      {
        config: { ...changing, edited: client },
        schema: {
          operationId: 'ApiClient_Edit',
          summary: 'Change the name, description, reminder, rotation, public keys or their address of an API client',
          tags,
          params: KeyParameter,
          body: ApiClientEditRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async (request, reply) => {
        if (request.body.jwksUri)
          await renewAfter(request, requireKeysAddress(parts, request.principal.organizationKey, request.body))
        await editClient(parts, request, reply, request.params.key)
        return reply.code(204).send()
      },
    )

    app.put(
      '/api-clients/:key/permissions',
      {
        config: { ...changing, edited: client },
        schema: {
          operationId: 'ApiClient_SetPermissions',
          summary:
            'Replace the permissions of an API client. This takes effect immediately, also on tokens already issued.',
          tags,
          params: KeyParameter,
          body: PermissionsRequest,
          response: { 200: PermissionsAnswer, ...problems(400, 401, 403, 404) },
        },
      },
      (request, reply) => editPermissions(parts, request, reply, request.params.key),
    )

    app.post(
      '/api-clients/:key/secrets',
      {
        config: changing,
        schema: {
          operationId: 'ApiClient_GenerateSecret',
          summary: 'Generate a new secret. The former one ends immediately, or after the overlap.',
          tags,
          params: KeyParameter,
          body: SecretRequest,
          response: { 201: RenewedApiClientCredentials, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params, body }, reply) =>
        reply
          .code(201)
          .header('cache-control', 'no-store')
          .send(await generateSecret(parts, principal, params.key, body)),
    )

    app.delete(
      '/api-clients/:key/secrets/:secretKey',
      {
        config: changing,
        schema: {
          operationId: 'ApiClient_EndSecret',
          summary: 'End a secret of an API client now. Tokens already issued stay valid.',
          tags,
          params: SecretParameters,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await endApiClientSecret(parts, principal, params.key, params.secretKey)
        return reply.code(204).send()
      },
    )

    app.post(
      '/api-clients/me/secrets',
      {
        config: { permission: 'api-client' },
        schema: {
          operationId: 'ApiClient_RotateOwnSecret',
          summary:
            'Make the next secret of the API client that calls, where its settings allow it. The former one ends after the overlap.',
          tags,
          body: OwnSecretRequest,
          response: { 201: RenewedApiClientCredentials, ...problems(400, 401, 403, 409) },
        },
      },
      async ({ principal, body }, reply) => {
        // Whether a newer secret was used decides, and uses are stored every two seconds only.
        await parts.lastUse.flush()
        const credentials = await rotateOwnSecret(parts, principal, body)
        return reply.code(201).header('cache-control', 'no-store').send(credentials)
      },
    )

    app.post(
      '/api-clients/:key/suspend',
      {
        config,
        schema: {
          operationId: 'ApiClient_Suspend',
          summary: 'Suspend an API client: it gets no new tokens, and those already issued are refused immediately',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await suspendApiClient(parts, principal, params.key)
        return reply.code(204).send()
      },
    )

    app.post(
      '/api-clients/:key/resume',
      {
        config: changing,
        schema: {
          operationId: 'ApiClient_Resume',
          summary: 'Resume a suspended API client: tokens already issued work again',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await resumeApiClient(parts, principal, params.key)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/api-clients/:key',
      {
        config: changing,
        schema: {
          operationId: 'ApiClient_Delete',
          summary: 'Delete a suspended API client permanently',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 409) },
        },
      },
      async ({ principal, params }, reply) => {
        await deleteApiClient(parts, principal, params.key)
        return reply.code(204).send()
      },
    )
  }
