import type { Parts } from '../../../db/parts.ts'
import { addsAndRemoves } from '../../../http/api/entity-tag.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { ApplicationRolePage } from '../../applications/application-roles/application-roles-schemas.ts'
import { groupPermission } from './group-permission.ts'
import { GroupRolesPatchRequest, GroupRolesQuery } from './groups-schemas.ts'
import { listGroupApplicationRoles } from './list-group-application-roles.ts'
import { updateGroupApplicationRoles } from './update-group-application-roles.ts'

const config = { permission: groupPermission } as const
const tags = ['groups']

/** `/api/identity/v1/groups/{key}/application-roles` */
export const groupApplicationRoleRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/groups/:key/application-roles',
      {
        config,
        schema: {
          operationId: 'Group_QueryApplicationRolesGroups',
          summary: 'List the end-user roles that a group gives its members',
          tags,
          params: KeyParameter,
          querystring: GroupRolesQuery,
          response: { 200: ApplicationRolePage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params, query }, reply) => parts.reads.sendRead(reply, listGroupApplicationRoles, params.key, query),
    )

    app.patch(
      '/groups/:key/application-roles',
      {
        config: { ...config, unknownNames: 'refused', edited: addsAndRemoves },
        schema: {
          operationId: 'Group_ModifyGroupApplicationRoles',
          summary: 'Add end-user roles to a group and remove others, all of them or none',
          tags,
          params: KeyParameter,
          body: GroupRolesPatchRequest,
          response: { 200: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) => {
        await updateGroupApplicationRoles(parts, principal, params.key, body)
        return reply.code(200).send()
      },
    )
  }
