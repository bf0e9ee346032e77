import { Type } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { component, Empty, problems } from '../../../http/api/schemas.ts'
import { getBrowserOrigins } from './get-browser-origins.ts'
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
const editOrigins = conditionalEdit({
  lock: ({ db }, { organizationKey }) => lockOrganization(db, organizationKey),
  read: getBrowserOrigins,
  change: replaceBrowserOrigins,
})

/** `/api/management/v1/browser-origins`: whose pages may call the APIs with a token (CORS). */
export const browserOriginsRoutes =
  (parts: Parts<'clock' | 'vault'>): Routes =>
  async (app) => {
    app.get(
      '/browser-origins',
      {
        config: { permission, edited },
        schema: {
          operationId: 'BrowserOrigins_Read',
          summary: 'List the origins whose pages may call the APIs with a token',
          tags,
          response: { 200: BrowserOrigins, ...problems(401, 403) },
        },
      },
      ({ principal }) => getBrowserOrigins(parts, principal),
    )

    app.put(
      '/browser-origins',
      {
        config: { permission, edited },
        schema: {
          operationId: 'BrowserOrigins_Write',
          summary: 'Replace the origins whose pages may call the APIs with a token. No wildcards.',
          tags,
          body: BrowserOrigins,
          response: { 204: Empty, ...problems(400, 401, 403) },
        },
      },
      async (request, reply) => {
        await editOrigins(parts, request, reply)
        return reply.code(204).send()
      },
    )
  }
