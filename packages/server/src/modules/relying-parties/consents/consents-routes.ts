import { Type } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, Key, KeyParameter, problems, Timestamp } from '../../../http/api/schemas.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { listConsentsOfUser } from './get-consent.ts'
import { withdrawConsent } from './withdraw-consent.ts'

const config = { permission: 'member' } as const

const Consents = Type.Object({
  results: Type.Array(
    Type.Object({ key: Key, name: Type.String(), scopes: Type.Array(Type.String()), givenAt: Timestamp }),
  ),
})

/** `/portal/account/consents`: for the portal's pages only */
export const consentRoutes =
  (parts: Parts<'clock'>): Routes =>
  async (app) => {
    app.get(
      '/account/consents',
      { config, schema: { hide: true, response: { 200: Consents, ...problems(401, 403) } } },
      async ({ principal }) => {
        const { organizationKey, userKey } = requireMember(principal)
        const given = await listConsentsOfUser(parts, organizationKey, userKey)
        return { results: given.map(({ key, name, scopes, givenAt }) => ({ key, name, scopes, givenAt })) }
      },
    )

    app.delete(
      '/account/consents/:key',
      { config, schema: { hide: true, params: KeyParameter, response: { 204: Empty, ...problems(401, 403, 404) } } },
      async ({ principal, params }, reply) => {
        await withdrawConsent(parts, principal, params.key)
        return reply.code(204).send()
      },
    )
  }
