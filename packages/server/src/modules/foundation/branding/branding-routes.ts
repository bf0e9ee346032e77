import { Type } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { component, Empty, Nullable, problems } from '../../../http/api/schemas.ts'
import { lockBranding } from './branding-repository.ts'
import { getBranding } from './get-branding.ts'
import { longestLogo } from './read-logo.ts'
import { replaceBranding } from './replace-branding.ts'

const permission = 'Organization management > Manage organization'
const tags = ['organization']

/** A black square of 16 pixels */
const exampleLogo =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQAQAAAAA3iMLMAAAADElEQVR42mNgIA0AAAAwAAEodEl9AAAAAElFTkSuQmCC'

const Branding = Type.Object(
  {
    /** Shown in place of the organization's name; null for that */
    name: Nullable(Type.String({ minLength: 1, maxLength: 128 })),
    /** `#3b5bdb`: six hexadecimal digits. Pages derive shades of it that can be read in light and in dark; null for Portico's. */
    primaryColor: Nullable(
      Type.String({ pattern: '^#[0-9a-f]{6}$', description: 'a color such as #3b5bdb', examples: ['#3b5bdb'] }),
    ),
    /** A PNG as a `data:` URL, `data:image/png;base64,…`: up to 65,536 bytes, each side 16 to 1,024 pixels; null for Portico's */
    logo: Nullable(Type.String({ minLength: 1, maxLength: longestLogo, examples: [exampleLogo] })),
  },
  component('Branding'),
)

const edited = { kind: 'branding', fields: Object.keys(Branding.properties) }
const editBranding = conditionalEdit({
  lock: ({ db }, { organizationKey }) => lockBranding(db, organizationKey),
  read: getBranding,
  change: replaceBranding,
})

/** `/api/management/v1/branding`: name, color and logo on the pages that people see at their sign-in */
export const brandingRoutes =
  (parts: Parts<'clock' | 'vault'>): Routes =>
  async (app) => {
    app.get(
      '/branding',
      {
        config: { permission, edited },
        schema: {
          operationId: 'Branding_Read',
          summary: 'Get name, color and logo of the pages that people see at their sign-in',
          tags,
          response: { 200: Branding, ...problems(401, 403) },
        },
      },
      ({ principal }) => getBranding(parts, principal),
    )

    app.put(
      '/branding',
      {
        config: { permission, edited },
        schema: {
          operationId: 'Branding_Write',
          summary: 'Replace name, color and logo of the pages that people see at their sign-in',
          tags,
          body: Branding,
          response: { 204: Empty, ...problems(400, 401, 403) },
        },
      },
      async (request, reply) => {
        await editBranding(parts, request, reply)
        return reply.code(204).send()
      },
    )
  }
