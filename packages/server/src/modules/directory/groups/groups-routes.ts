import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { createGroup } from './create-group.ts'
import { deleteGroup } from './delete-group.ts'
import { getGroup } from './get-group.ts'
import { groupPermission } from './group-permission.ts'
import { Group, GroupCreated, GroupCreateRequest, GroupPage, GroupPatchRequest, GroupsQuery } from './groups-schemas.ts'
import { listGroups } from './list-groups.ts'
import { lockGroup } from './require-group.ts'
import { updateGroup } from './update-group.ts'

const config = { permission: groupPermission } as const
const tags = ['groups']
const group = { kind: 'group', fields: ['name', 'description'] }
const editGroup = conditionalEdit({ lock: lockGroup, read: getGroup, change: updateGroup })

/** `/api/identity/v1/groups` */
export const groupRoutes =
  (parts: Parts<'clock' | 'vault'> & ReadsPart): Routes =>
  async (app) => {
    app.post(
      '/groups',
      {
        // It makes users members, and gives them roles.
        config: { ...config, unknownNames: 'refused' },
        schema: {
          operationId: 'Group_CreateGroup',
          summary: 'Create a group in a stage, with its end-user roles and its members',
          tags,
          body: GroupCreateRequest,
          response: { 201: GroupCreated, ...problems(400, 401, 403, 429) },
        },
      },
      async ({ principal, body }, reply) => reply.code(201).send(await createGroup(parts, principal, body)),
    )

    app.get(
      '/groups',
      {
        config,
        schema: {
          operationId: 'Group_QueryGroups',
          summary: 'List the groups of the stages in which the caller may manage groups, by name',
          tags,
          querystring: GroupsQuery,
          response: { 200: GroupPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listGroups, query),
    )

    app.get(
      '/groups/:key',
      {
        config: { ...config, edited: group },
        schema: {
          operationId: 'Group_ReadGroup',
          summary: 'Read a group with its claim mappings',
          tags,
          params: KeyParameter,
          response: { 200: Group, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params }) => getGroup(parts, principal, params.key),
    )

    app.patch(
      '/groups/:key',
      {
        config: { ...config, unknownNames: 'ignored', edited: group },
        schema: {
          operationId: 'Group_UpdateGroup',
          summary: 'Change the name or the description of a group',
          tags,
          params: KeyParameter,
          body: GroupPatchRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async (request, reply) => {
        await editGroup(parts, request, reply, request.params.key)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/groups/:key',
      {
        config: { ...config, unknownNames: 'refused' },
        schema: {
          operationId: 'Group_DeleteGroup',
          summary: 'Delete a group together with its memberships and claim mappings',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await deleteGroup(parts, principal, params.key)
        return reply.code(204).send()
      },
    )
  }
