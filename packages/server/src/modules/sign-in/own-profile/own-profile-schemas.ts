import { type Static, Type } from 'typebox'
import { Key, Name, Nullable, strict } from '../../../http/api/schemas.ts'
import { PhotoUrl } from '../../directory/users/users-schemas.ts'

/** The identity provider that gives a field at each sign-in; null where it is the user's to change */
const Source = Nullable(Type.Object({ key: Key, name: Type.String() }, strict))

export const OwnProfile = Type.Object(
  {
    name: Nullable(Type.String()),
    photoUrl: Nullable(Type.String()),
    /** Stays what it is */
    email: Nullable(Type.String()),
    providedBy: Type.Object({ name: Source, photoUrl: Source }, strict),
  },
  strict,
)
export type OwnProfile = Static<typeof OwnProfile>

/** What is absent stays. Null removes the photo. */
export const OwnProfilePatch = Type.Object(
  { name: Type.Optional(Name), photoUrl: Type.Optional(Nullable(PhotoUrl)) },
  strict,
)
export type OwnProfilePatch = Static<typeof OwnProfilePatch>
