import { Type } from 'typebox'
import { Key, Nullable, strict } from '../../../http/api/schemas.ts'

const SignInMethod = Type.Union([Type.Literal('password'), Type.Literal('password+totp'), Type.Literal('passkey')])

const Environments = Type.Union([Type.Literal('all'), Type.Array(Key)])

/** Who is signed in, and what they may do at this moment. */
export const CurrentSession = Type.Object(
  {
    user: Type.Object(
      {
        key: Key,
        name: Nullable(Type.String()),
        email: Nullable(Type.String()),
        photoUrl: Nullable(Type.String()),
      },
      strict,
    ),
    organization: Type.Object({ key: Key, name: Type.String() }, strict),
    permissions: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          /** 'all': for the whole organization */
          environments: Environments,
          /** Portfolios in which it holds for everything */
          portfolios: Type.Array(Key),
          /** Single assets for which it holds */
          assets: Type.Array(Type.Object({ key: Key, environments: Environments }, strict)),
        },
        strict,
      ),
    ),
    session: Type.Object(
      {
        key: Key,
        expiresAt: Type.String(),
        /** After so long without a request it ends earlier; null: it does not */
        idleMinutes: Nullable(Type.Integer()),
        method: SignInMethod,
      },
      strict,
    ),
    /** To be sent as `x-csrf-token` with whatever changes something */
    csrfToken: Type.String(),
  },
  strict,
)

export const SessionList = Type.Object(
  {
    results: Type.Array(
      Type.Object(
        {
          key: Key,
          method: SignInMethod,
          address: Nullable(Type.String()),
          userAgent: Nullable(Type.String()),
          createdAt: Type.String(),
          /** Exact to a minute */
          lastSeenAt: Type.String(),
          expiresAt: Type.String(),
          /** Whether it is the one that asks */
          isCurrent: Type.Boolean(),
        },
        strict,
      ),
    ),
  },
  strict,
)
