import { type Static, Type } from 'typebox'
import { Key, Name, Nullable } from '../../../http/api/schemas.ts'

const strict = { additionalProperties: false } as const

/** 1 to 256 characters, none of them a control character */
const ClaimValue = Name

export const RoleCreateRequest = Type.Object({ name: Name, claim: Type.Optional(Nullable(ClaimValue)) }, strict)
export type RoleCreateRequest = Static<typeof RoleCreateRequest>

export const RoleRenameRequest = Type.Object({ name: Name }, strict)

export const RoleCreated = Type.Object({ externalKey: Key }, strict)

export const RoleParameters = Type.Object({ key: Key, externalKey: Key }, strict)
