import { type Static, Type } from 'typebox'
import { languages } from '../../../config/languages.ts'
import { Key, Name, Nullable, OneOf, strict } from '../../../http/api/schemas.ts'
import { PhotoUrl } from '../../directory/users/users-schemas.ts'

/** The identity provider that gives a field at each sign-in; null where it is the user's to change */
const Source = Nullable(Type.Object({ key: Key, name: Type.String() }, strict))

export const OwnProfile = Type.Object(
  {
    name: Nullable(Type.String()),
    photoUrl: Nullable(Type.String()),
    /** Of mails; null where it is not known */
    language: Nullable(OneOf(...languages)),
    /** Stays what it is */
    email: Nullable(Type.String()),
    providedBy: Type.Object({ name: Source, photoUrl: Source }, strict),
  },
  strict,
)
export type OwnProfile = Static<typeof OwnProfile>

/** What is absent stays. Null removes the photo. */
export const OwnProfilePatch = Type.Object(
  {
    name: Type.Optional(Name),
    photoUrl: Type.Optional(Nullable(PhotoUrl)),
    language: Type.Optional(OneOf(...languages)),
  },
  strict,
)
export type OwnProfilePatch = Static<typeof OwnProfilePatch>
