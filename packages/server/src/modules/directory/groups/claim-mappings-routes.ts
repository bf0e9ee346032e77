import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import {
  ClaimMappingCreated,
  ClaimMappingCreateRequest,
  ClaimMappingParameters,
  ClaimMappingPatchRequest,
} from './claim-mappings-schemas.ts'
import { createClaimMapping, mostMappingsOfGroup } from './create-claim-mapping.ts'
import { deleteClaimMapping } from './delete-claim-mapping.ts'
import { getClaimMapping } from './get-claim-mapping.ts'
import { groupPermission } from './group-permission.ts'
import { ClaimMapping } from './groups-schemas.ts'
import { lockClaimMapping } from './lock-claim-mapping.ts'
import { updateClaimMapping } from './update-claim-mapping.ts'
import { mostMappedGroups } from './update-mapped-memberships.ts'

const config = { permission: groupPermission } as const
const mapping = { kind: 'claim mapping', fields: ['providerKey', 'foreignClaim'] }
const editMapping = conditionalEdit({ lock: lockClaimMapping, read: getClaimMapping, change: updateClaimMapping })

/** `/api/management/v1/groups/{key}/claim-mappings`: what ODC offers only in its portal. */
export const claimMappingRoutes =
  (parts: Parts<'clock' | 'vault'>): Routes =>
  async (app) => {
    app.post(
      '/groups/:key/claim-mappings',
      {
        config,
        schema: {
          operationId: 'ClaimMapping_Create',
          summary: 'Map a claim of an identity provider to a group: users who sign in with the claim become members',
          description: `A group may have up to ${mostMappingsOfGroup} claim mappings. The claims of one provider make a user a member of up to ${mostMappedGroups.toLocaleString('en')} groups, by the mappings that were made first.`,
          tags: ['claim-mappings'],
          params: KeyParameter,
          body: ClaimMappingCreateRequest,
          response: { 201: ClaimMappingCreated, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params, body }, reply) =>
        reply.code(201).send(await createClaimMapping(parts, principal, params.key, body)),
    )

    app.get(
      '/groups/:key/claim-mappings/:mappingKey',
      {
        config: { ...config, edited: mapping },
        schema: {
          operationId: 'ClaimMapping_Read',
          summary: 'Read a claim mapping of a group',
          tags: ['claim-mappings'],
          params: ClaimMappingParameters,
          response: { 200: ClaimMapping, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params }) => getClaimMapping(parts, principal, params),
    )

    app.patch(
      '/groups/:key/claim-mappings/:mappingKey',
      {
        config: { ...config, edited: mapping },
        schema: {
          operationId: 'ClaimMapping_Edit',
          summary: 'Change the identity provider or the claim of a mapping',
          tags: ['claim-mappings'],
          params: ClaimMappingParameters,
          body: ClaimMappingPatchRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async (request, reply) => {
        await editMapping(parts, request, reply, request.params)
        return reply.code(204).send()
      },
    )
  }

/** `/api/identity/v1/groups/{key}/claim-mappings`: the one operation on mappings that ODC's API has. */
export const claimMappingDeletionRoutes =
  (parts: Parts<'clock'>): Routes =>
  async (app) => {
    app.delete(
      '/groups/:key/claim-mappings/:mappingKey',
      {
        config: { ...config, unknownNames: 'refused' },
        schema: {
          operationId: 'GroupIdpClaimMapping_DeleteGroupIdpClaimMapping',
          summary: 'Delete a claim mapping of a group',
          tags: ['groups'],
          params: ClaimMappingParameters,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await deleteClaimMapping(parts, principal, params)
        return reply.code(204).send()
      },
    )
  }
