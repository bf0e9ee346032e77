import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { listSamlKeys } from './list-saml-keys.ts'
import { rotateSamlKey } from './rotate-saml-key.ts'
import { SamlKeyRotation, SamlKeys } from './saml-keys-schemas.ts'

const config = { permission: 'User and access management > Manage authentication' } as const
const tags = ['identity-providers']

/** The keys with which the organization signs its SAML messages, and how they are replaced */
export const samlKeysRoutes =
  (parts: Parts<'clock' | 'vault'>): Routes =>
  async (app) => {
    app.get(
      '/saml-keys',
      {
        config,
        schema: {
          operationId: 'SamlKeys_Read',
          summary: 'Read the keys with which the organization signs its SAML messages',
          tags,
          response: { 200: SamlKeys, ...problems(401, 403) },
        },
      },
      async ({ principal }) => ({ keys: await listSamlKeys(parts, principal.organizationKey) }),
    )

    app.post(
      '/saml-keys/rotation',
      {
        config: { ...config, recentSignIn: 'identity-providers' },
        schema: {
          operationId: 'SamlKeys_Rotate',
          summary: 'Replace the key with which the organization signs its SAML messages, step by step',
          description:
            'After begin, the metadata have the certificates of both keys: have every provider read or enter the new one, then switch, then end the former one.',
          tags,
          body: SamlKeyRotation,
          response: { 200: SamlKeys, ...problems(400, 401, 403, 409) },
        },
      },
      async ({ principal, body }) => ({ keys: await rotateSamlKey(parts, principal, body.step) }),
    )
  }
