import { Type } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import { applyEdit } from '../../../http/api/apply-edit.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { component, Empty, problems } from '../../../http/api/schemas.ts'
import { getOrganization } from './get-organization.ts'
import { lockOrganization } from './organizations-repository.ts'
import { replaceBrowserOrigins } from './replace-browser-origins.ts'

const permission = 'Organization management > Manage organization'
const tags = ['organization']

const BrowserOrigins = Type.Object(
  {
    /** `https://app.example.com`: scheme, host, and the port unless it is the usual one */
    origins: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 50 }),
  },
  component('BrowserOrigins'),
)

const edited = { kind: 'browser origins', fields: Object.keys(BrowserOrigins.properties) }

/** `/api/management/v1/browser-origins`: whose pages may call the APIs with a token (CORS). */
export const browserOriginsRoutes =
  (parts: Parts<'clock' | 'vault'>): Routes =>
  async (app) => {
    const read = async (parts: Parts, organizationKey: string) => {
      const { browserOrigins } = await getOrganization(parts, organizationKey)
      return { origins: browserOrigins }
    }

    app.get(
      '/browser-origins',
      {
        config: { permission, tag: edited },
        schema: {
          operationId: 'BrowserOrigins_Read',
          summary: 'List the origins whose pages may call the APIs with a token',
          tags,
          response: { 200: BrowserOrigins, ...problems(401, 403) },
        },
      },
      ({ principal }) => read(parts, principal.organizationKey),
    )

    app.put(
      '/browser-origins',
      {
        config: { permission, edits: edited },
        schema: {
          operationId: 'BrowserOrigins_Write',
          summary: 'Replace the origins whose pages may call the APIs with a token. No wildcards.',
          tags,
          body: BrowserOrigins,
          response: { 204: Empty, ...problems(400, 401, 403) },
        },
      },
      async (request, reply) => {
        const { principal, body } = request
        await applyEdit(parts, request, reply, {
          lock: ({ db }) => lockOrganization(db, principal.organizationKey),
          read: (parts) => read(parts, principal.organizationKey),
          change: (parts) => replaceBrowserOrigins(parts, principal, body.origins),
        })
        return reply.code(204).send()
      },
    )
  }
