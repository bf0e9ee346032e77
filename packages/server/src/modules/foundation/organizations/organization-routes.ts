import { Type } from 'typebox'
import { version } from '../../../config/version.ts'
import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { component, Empty, Key, Name, Nullable, problems, Timestamp } from '../../../http/api/schemas.ts'
import { getOwnOrganization } from './get-own-organization.ts'
import { lockOrganization } from './organizations-repository.ts'
import { updateOrganization } from './update-organization.ts'

const permission = 'Organization management > Manage organization'
const tags = ['organization']

const Organization = Type.Object(
  {
    key: Key,
    name: Type.String(),
    /** Null where it is reached by the host of the public URL. Only the operator's command sets it */
    domain: Nullable(Type.String()),
    createdAt: Timestamp,
    /** What all its URLs begin with. Only the operator's setting `--public-url` changes it */
    publicUrl: Type.String(),
    /** `iss` of its tokens */
    issuer: Type.String(),
    /** `aud` of its access tokens for these APIs */
    audience: Type.String(),
    /** Where programs read the endpoints and the keys */
    discoveryUrl: Type.String(),
    /** Of the server */
    version: Type.String(),
  },
  component('Organization'),
)

const OrganizationRequest = Type.Object({ name: Name }, component('OrganizationRequest'))

const edited = { kind: 'organization', fields: ['name'] }
const editOrganization = conditionalEdit({
  lock: ({ db }, { organizationKey }) => lockOrganization(db, organizationKey),
  read: (parts: Parts<'clock' | 'publicUrl'>, principal) => getOwnOrganization(parts, principal),
  change: updateOrganization,
})

/** `/api/management/v1/organization`: its name, and the addresses at which it is reached */
export const organizationRoutes =
  (parts: Parts<'clock' | 'vault' | 'publicUrl'>): Routes =>
  async (app) => {
    app.get(
      '/organization',
      {
        config: { permission, edited },
        schema: {
          operationId: 'Organization_Read',
          summary: 'Read the name of the organization and the addresses at which it is reached',
          tags,
          response: { 200: Organization, ...problems(401, 403) },
        },
      },
      async ({ principal }) => ({ ...(await getOwnOrganization(parts, principal)), version }),
    )

    app.patch(
      '/organization',
      {
        config: { permission, edited },
        schema: {
          operationId: 'Organization_Edit',
          summary: 'Rename the organization',
          tags,
          body: OrganizationRequest,
          response: { 204: Empty, ...problems(400, 401, 403) },
        },
      },
      async (request, reply) => {
        await editOrganization(parts, request, reply)
        return reply.code(204).send()
      },
    )
  }
