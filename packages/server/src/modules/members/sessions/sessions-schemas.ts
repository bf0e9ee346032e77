import { Type } from 'typebox'
import { component, Key, Nullable, named, OneOf, strict, Timestamp } from '../../../http/api/schemas.ts'

const SignInMethod = named(
  'SignInMethod',
  OneOf('password', 'password+totp', 'passkey', 'external', 'external+totp', 'external+mfa'),
)

const SessionApplication = Type.Object(
  {
    key: Key,
    name: Type.String(),
    /** Where this server has its logo, below its own address; null where it has none */
    logoPath: Nullable(Type.String()),
  },
  component('SessionApplication'),
)

/** A session in a list */
export const sessionFields = {
  key: Key,
  /** How the user proved who they are */
  method: SignInMethod,
  /** From where they signed in; null where it is not known */
  address: Nullable(Type.String()),
  userAgent: Nullable(Type.String()),
  createdAt: Timestamp,
  /** Exact to a minute */
  lastSeenAt: Timestamp,
  expiresAt: Timestamp,
  /** Sign-in applications in which it has signed the user in, by name */
  applications: Type.Array(SessionApplication),
}

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
          ...sessionFields,
          /** Whether it is the one that asks */
          isCurrent: Type.Boolean(),
        },
        strict,
      ),
    ),
  },
  strict,
)
