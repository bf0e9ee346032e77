import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { createRegisteredApi } from './create-registered-api.ts'
import { deleteRegisteredApi } from './delete-registered-api.ts'
import { getRegisteredApi, lockRegisteredApi } from './get-registered-api.ts'
import { listRegisteredApis } from './list-registered-apis.ts'
import {
  RegisteredApiCreated,
  RegisteredApiCreateRequest,
  RegisteredApiDetails,
  RegisteredApiEditRequest,
  RegisteredApiPage,
  RegisteredApisQuery,
} from './registered-apis-schemas.ts'
import { updateRegisteredApi } from './update-registered-api.ts'

/** Who gives API clients their permissions must see which scopes there are. */
const reading = {
  permission: ['User and access management > Manage authentication', 'User and access management > Manage API clients'],
} as const
const changing = {
  permission: 'User and access management > Manage authentication',
  recentSignIn: 'identity-providers',
} as const
const tags = ['registered-apis']
const api = { kind: 'registered API', fields: Object.keys(RegisteredApiEditRequest.properties) }
const editApi = conditionalEdit({ lock: lockRegisteredApi, read: getRegisteredApi, change: updateRegisteredApi })

/** `/api/management/v1/registered-apis` */
export const registeredApiRoutes =
  (parts: Parts<'clock' | 'vault' | 'publicUrl'> & ReadsPart): Routes =>
  async (app) => {
    app.post(
      '/registered-apis',
      {
        config: changing,
        schema: {
          operationId: 'RegisteredApi_Create',
          summary: 'Register an API of your own, for which clients get access tokens here',
          tags,
          body: RegisteredApiCreateRequest,
          response: { 201: RegisteredApiCreated, ...problems(400, 401, 403, 409) },
        },
      },
      async ({ principal, body }, reply) => reply.code(201).send(await createRegisteredApi(parts, principal, body)),
    )

    app.get(
      '/registered-apis',
      {
        config: reading,
        schema: {
          operationId: 'RegisteredApi_List',
          summary: 'List registered APIs with their scopes, by name',
          tags,
          querystring: RegisteredApisQuery,
          response: { 200: RegisteredApiPage, ...problems(400, 401, 403) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listRegisteredApis, query),
    )

    app.get(
      '/registered-apis/:key',
      {
        config: { ...reading, edited: api },
        schema: {
          operationId: 'RegisteredApi_Read',
          summary: 'Read a registered API with its scopes',
          tags,
          params: KeyParameter,
          response: { 200: RegisteredApiDetails, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params }) => getRegisteredApi(parts, principal, params.key),
    )

    app.patch(
      '/registered-apis/:key',
      {
        config: { ...changing, edited: api },
        schema: {
          operationId: 'RegisteredApi_Edit',
          summary:
            'Change a registered API. A scope that is missing in the new list is taken from everybody. One that is not active gets no tokens.',
          tags,
          params: KeyParameter,
          body: RegisteredApiEditRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async (request, reply) => {
        await editApi(parts, request, reply, request.params.key)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/registered-apis/:key',
      {
        config: changing,
        schema: {
          operationId: 'RegisteredApi_Delete',
          summary: 'Delete a registered API that is not active, and take its scopes from everybody',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 409) },
        },
      },
      async ({ principal, params }, reply) => {
        await deleteRegisteredApi(parts, principal, params.key)
        return reply.code(204).send()
      },
    )
  }
