import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { createIdentityProvider, mostIdentityProviders } from './create-identity-provider.ts'
import { deleteIdentityProvider } from './delete-identity-provider.ts'
import { getIdentityProvider } from './get-identity-provider.ts'
import { getProviderAssignments } from './get-provider-assignments.ts'
import {
  Assignments,
  IdentityProvider,
  IdentityProviderCreated,
  IdentityProviderCreateRequest,
  IdentityProviderPage,
  IdentityProviderPatchRequest,
  IdentityProvidersQuery,
} from './identity-providers-schemas.ts'
import { listIdentityProviders } from './list-identity-providers.ts'
import { lockExternalProvider } from './lock-external-provider.ts'
import { replaceProviderAssignments } from './replace-provider-assignments.ts'
import { updateIdentityProvider } from './update-identity-provider.ts'

const tags = ['identity-providers']
const provider = {
  kind: 'identity provider',
  fields: Object.keys(IdentityProviderPatchRequest.properties),
}
const assignments = { kind: 'identity provider assignments', fields: ['organization', 'environmentKeys'] }
const editProvider = conditionalEdit({
  lock: lockExternalProvider,
  read: getIdentityProvider,
  change: updateIdentityProvider,
})
const editAssignments = conditionalEdit({
  lock: lockExternalProvider,
  read: getProviderAssignments,
  change: replaceProviderAssignments,
})
const managesAuthentication = { permission: 'User and access management > Manage authentication' } as const
const changing = { ...managesAuthentication, recentSignIn: 'identity-providers' } as const

/** `/api/identity/v1/identity-providers` */
export const identityProviderRoutes =
  (parts: Parts & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/identity-providers',
      {
        config: { permission: 'any' },
        schema: {
          operationId: 'IdentityProvider_QueryIdentityProviders',
          summary: 'List identity providers by name, without their secrets',
          tags,
          querystring: IdentityProvidersQuery,
          response: { 200: IdentityProviderPage, ...problems(400, 401, 403, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listIdentityProviders, query),
    )

    app.get(
      '/identity-providers/:key',
      {
        config: { permission: 'any', edited: provider },
        schema: {
          operationId: 'IdentityProvider_ReadIdentityProvider',
          summary: 'Read an identity provider, without its secret',
          tags,
          params: KeyParameter,
          response: { 200: IdentityProvider, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params }) => getIdentityProvider(parts, principal, params.key),
    )
  }

/** `/api/management/v1/identity-providers`: what ODC offers only in its portal. */
export const identityProviderManagementRoutes =
  (parts: Parts<'clock' | 'vault'>): Routes =>
  async (app) => {
    app.post(
      '/identity-providers',
      {
        config: changing,
        schema: {
          operationId: 'IdentityProvider_Create',
          summary: 'Create an external identity provider (OpenID Connect or SAML)',
          description: `An organization has up to ${mostIdentityProviders}. Whether it can be reached is not tried here: IdentityProvider_TestNewConnection says so.`,
          tags,
          body: IdentityProviderCreateRequest,
          response: { 201: IdentityProviderCreated, ...problems(400, 401, 403, 409) },
        },
      },
      async ({ principal, body }, reply) => reply.code(201).send(await createIdentityProvider(parts, principal, body)),
    )

    app.patch(
      '/identity-providers/:key',
      {
        config: { ...changing, edited: provider },
        schema: {
          operationId: 'IdentityProvider_Edit',
          summary: 'Change an external identity provider. Its secret stays unless another one or null is given.',
          description: 'Whether it can be reached is not tried here: IdentityProvider_TestConnection says so.',
          tags,
          params: KeyParameter,
          body: IdentityProviderPatchRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 409) },
        },
      },
      async (request, reply) => {
        await editProvider(parts, request, reply, request.params.key)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/identity-providers/:key',
      {
        config: changing,
        schema: {
          operationId: 'IdentityProvider_Delete',
          summary: 'Delete an external identity provider that no profile and no claim mapping refers to',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await deleteIdentityProvider(parts, principal, params.key)
        return reply.code(204).send()
      },
    )

    app.get(
      '/identity-providers/:key/assignments',
      {
        config: { ...managesAuthentication, edited: assignments },
        schema: {
          operationId: 'IdentityProvider_ReadAssignments',
          summary: 'Read who may sign in through an identity provider',
          tags,
          params: KeyParameter,
          response: { 200: Assignments, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params }) => getProviderAssignments(parts, principal, params.key),
    )

    app.put(
      '/identity-providers/:key/assignments',
      {
        config: { ...changing, edited: assignments },
        schema: {
          operationId: 'IdentityProvider_Assign',
          summary: 'Assign an external identity provider to members (organization) and to stages',
          tags,
          params: KeyParameter,
          body: Assignments,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async (request, reply) => {
        await editAssignments(parts, request, reply, request.params.key)
        return reply.code(204).send()
      },
    )
  }
