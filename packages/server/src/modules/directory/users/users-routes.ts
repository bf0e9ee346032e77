import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import { entityTag } from '../../../http/api/entity-tag.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { createUser } from './create-user.ts'
import { deleteUser } from './delete-user.ts'
import { getUser } from './get-user.ts'
import { countUsers, listUsers } from './list-users.ts'
import { lockUser } from './require-user.ts'
import { seesUsers } from './sees-users.ts'
import { updateUser } from './update-user.ts'
import {
  User,
  UserCount,
  UserCountQuery,
  UserCreated,
  UserCreateRequest,
  UserPage,
  UserPatchRequest,
  UserQuery,
  UsersQuery,
} from './users-schemas.ts'

const tags = ['users']
const user = { kind: 'user', fields: ['name', 'photoUrl', 'isActive'] }
const editUser = conditionalEdit({ lock: lockUser, read: getUser, change: updateUser })

const managesUsers = { permission: 'User and access management > Manage users' } as const

/** `/api/identity/v1/users` */
export const userRoutes =
  (parts: Parts<'clock' | 'vault'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/users',
      {
        config: seesUsers,
        schema: {
          operationId: 'UserProfile_QueryUsers',
          summary: 'List the users that the caller may see, filtered, sorted and page by page',
          tags,
          querystring: UsersQuery,
          response: { 200: UserPage, ...problems(400, 401, 403, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listUsers, query),
    )

    app.get(
      '/users/count',
      {
        config: seesUsers,
        schema: {
          operationId: 'UserProfile_CountUsers',
          summary: 'Count the users that the caller may see',
          tags,
          querystring: UserCountQuery,
          response: { 200: UserCount, ...problems(400, 401, 403, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, countUsers, query),
    )

    app.post(
      '/users',
      {
        config: { ...managesUsers, unknownNames: 'ignored' },
        schema: {
          operationId: 'UserProfile_CreateUser',
          summary: 'Create a user, or give the existing user with this e-mail a profile at an identity provider',
          tags,
          body: UserCreateRequest,
          response: { 201: UserCreated, ...problems(400, 401, 403, 429) },
        },
      },
      async ({ principal, body }, reply) => reply.code(201).send(await createUser(parts, principal, body)),
    )

    app.get(
      '/users/:key',
      {
        config: { ...seesUsers, edited: user },
        schema: {
          operationId: 'UserProfile_GetUser',
          summary: 'Read a user that the caller may see',
          tags,
          params: KeyParameter,
          querystring: UserQuery,
          response: { 200: User, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, query }, reply) => {
        const found = await getUser(parts, principal, params.key)
        if (!query.embed) return found
        // There may be very many roles. The tag is of what an edit sees, which is not newer than the answer.
        reply.header('etag', entityTag(parts.vault, principal.organizationKey, user, found))
        await parts.reads.sendRead(reply, getUser, params.key, query.embed).catch((error) => {
          reply.removeHeader('etag')
          throw error
        })
        return reply as never
      },
    )

    app.patch(
      '/users/:key',
      {
        config: { ...managesUsers, unknownNames: 'ignored', edited: user },
        schema: {
          operationId: 'UserProfile_PatchUser',
          summary: 'Change the name or photo of a user, or activate or deactivate the user',
          tags,
          params: KeyParameter,
          body: UserPatchRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async (request, reply) => {
        await editUser(parts, request, reply, request.params.key)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/users/:key',
      {
        config: { ...managesUsers, unknownNames: 'refused' },
        schema: {
          operationId: 'UserProfile_DeleteUser',
          summary: 'Delete a user together with profiles, memberships and roles',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await deleteUser(parts, principal, params.key)
        return reply.code(204).send()
      },
    )
  }
