import { Type } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { component, Key, Nullable, named, OneOf, problems, Timestamp } from '../../../http/api/schemas.ts'
import { getSigningKeys } from './get-signing-keys.ts'
import { replaceSigningKeys } from './replace-signing-keys.ts'
import { signingAlgorithms, signingKeyStates } from './signing-key.ts'

const config = { permission: 'User and access management > Manage authentication' } as const
const tags = ['signing-keys']

const Algorithm = named('SigningAlgorithm', OneOf(...signingAlgorithms))

const SigningKeys = Type.Object(
  {
    /** The ones that sign first */
    keys: Type.Array(
      Type.Object(
        {
          /** `kid` of the tokens and of the key set */
          kid: Key,
          algorithm: Algorithm,
          /** `next`: published, and signs from `activatesAt` on; `active`: signs; `retired`: verifies until `retiresAt` */
          state: named('SigningKeyState', OneOf(...signingKeyStates)),
          /** Whether it is the one for access tokens, of the keys that are activated together */
          signsAccessTokens: Type.Boolean(),
          createdAt: Timestamp,
          activatesAt: Timestamp,
          retiresAt: Nullable(Timestamp),
        },
        component('SigningKey'),
      ),
    ),
    /** After how many days the server replaces the keys by itself; null where it does not */
    rotatedEveryDays: Nullable(Type.Integer({ format: 'int32' })),
    /** Where every program reads the public keys */
    keySetUrl: Type.String(),
  },
  component('SigningKeys'),
)

const SigningKeyRotation = Type.Object(
  {
    /**
     * `planned`: the new key signs in 11 minutes, once every program knows it, and the former ones verify for 13 hours
     * more. `immediate`, for a key that has leaked: every token that exists is refused at once
     */
    mode: named('SigningKeyRotationMode', OneOf('planned', 'immediate')),
    /** Of the key for access tokens; as now unless given */
    algorithm: Type.Optional(Nullable(Algorithm)),
  },
  component('SigningKeyRotation'),
)

const RotatedSigningKey = Type.Object({ kid: Key, activatesAt: Timestamp }, component('RotatedSigningKey'))

/** `/api/management/v1/signing-keys`: the keys that sign the organization's tokens, and their rotation */
export const signingKeysRoutes =
  (parts: Parts<'clock' | 'vault' | 'config' | 'publicUrl'>): Routes =>
  async (app) => {
    app.get(
      '/signing-keys',
      {
        config,
        schema: {
          operationId: 'SigningKeys_Read',
          summary: 'Read which keys sign the tokens of the organization. Private keys are never read.',
          tags,
          response: { 200: SigningKeys, ...problems(401, 403) },
        },
      },
      ({ principal }) => getSigningKeys(parts, principal),
    )

    app.post(
      '/signing-keys/rotation',
      {
        config: { ...config, recentSignIn: 'always' },
        schema: {
          operationId: 'SigningKeys_Rotate',
          summary: 'Replace the keys that sign tokens. Immediately needs every permission that controls access.',
          tags,
          body: SigningKeyRotation,
          response: { 200: RotatedSigningKey, ...problems(400, 401, 403, 409) },
        },
      },
      ({ principal, body }) => replaceSigningKeys(parts, principal, body),
    )
  }
