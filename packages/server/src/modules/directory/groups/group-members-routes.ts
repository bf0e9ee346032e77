import type { Parts } from '../../../db/parts.ts'
import { addsAndRemoves } from '../../../http/api/entity-tag.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { GroupMemberPage, GroupMembersPatchRequest, GroupMembersQuery } from './group-members-schemas.ts'
import { groupPermission } from './group-permission.ts'
import { listGroupMembers } from './list-group-members.ts'
import { updateGroupMembers } from './update-group-members.ts'

const config = { permission: groupPermission } as const
const tags = ['groups']

/** `/api/identity/v1/groups/{key}/users` */
export const groupMemberRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/groups/:key/users',
      {
        config,
        schema: {
          operationId: 'Group_QueryUsersFromGroup',
          summary: 'List the members of a group, with how they belong to it',
          tags,
          params: KeyParameter,
          querystring: GroupMembersQuery,
          response: { 200: GroupMemberPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params, query }, reply) => parts.reads.sendRead(reply, listGroupMembers, params.key, query),
    )

    app.patch(
      '/groups/:key/users',
      {
        config: { ...config, unknownNames: 'refused', edited: addsAndRemoves },
        schema: {
          operationId: 'Group_AddOrRemoveUsersFromGroup',
          summary: 'Assign users to a group and remove assignments, all of them or none',
          tags,
          params: KeyParameter,
          body: GroupMembersPatchRequest,
          response: { 200: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) => {
        await updateGroupMembers(parts, principal, params.key, body)
        return reply.code(200).send()
      },
    )
  }
