import { type Static, Type } from 'typebox'
import { component, Key, Nullable, strict } from '../../../http/api/schemas.ts'
import { printable } from '../../../http/api/text-rules.ts'

/** 1 to 50 characters */
const ClaimName = Type.String({ minLength: 1, maxLength: 50, pattern: printable })
/** 1 to 256 characters, without the delimiter */
const ClaimValue = Type.String({ minLength: 1, maxLength: 256, pattern: printable })
/** What separates several values in one claim: 1 to 3 characters; null where the claim holds one value or a list */
const ValueDelimiter = Nullable(Type.String({ minLength: 1, maxLength: 3, pattern: printable }))

export const ClaimMappingCreateRequest = Type.Object(
  {
    providerKey: Key,
    foreignClaim: Type.Object(
      { name: ClaimName, value: ClaimValue, valueDelimiter: Type.Optional(ValueDelimiter) },
      component('ForeignClaimRequest'),
    ),
  },
  component('ClaimMappingCreateRequest'),
)
export type ClaimMappingCreateRequest = Static<typeof ClaimMappingCreateRequest>

export const ClaimMappingCreated = Type.Object({ key: Key }, component('ClaimMappingCreateResponse'))

/** What is absent stays, also within foreignClaim; null clears the valueDelimiter. */
export const ClaimMappingPatchRequest = Type.Object(
  {
    providerKey: Type.Optional(Key),
    foreignClaim: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(ClaimName),
          value: Type.Optional(ClaimValue),
          valueDelimiter: Type.Optional(ValueDelimiter),
        },
        component('ForeignClaimPatchRequest'),
      ),
    ),
  },
  component('ClaimMappingPatchRequest'),
)
export type ClaimMappingPatchRequest = Static<typeof ClaimMappingPatchRequest>

export const ClaimMappingParameters = Type.Object({ key: Key, mappingKey: Key }, strict)
