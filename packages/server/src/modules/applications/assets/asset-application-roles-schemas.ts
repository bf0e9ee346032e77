import { type Static, Type } from 'typebox'
import { component, Key, Name, Nullable, strict } from '../../../http/api/schemas.ts'

/** 1 to 256 characters, none of them a control character */
const ClaimValue = Name

export const RoleCreateRequest = Type.Object(
  { name: Name, claim: Type.Optional(Nullable(ClaimValue)) },
  component('AssetApplicationRoleCreateRequest'),
)
export type RoleCreateRequest = Static<typeof RoleCreateRequest>

export const RoleRenameRequest = Type.Object({ name: Name }, component('AssetApplicationRoleUpdateRequest'))

export const RoleCreated = Type.Object({ externalKey: Key }, component('AssetApplicationRoleCreateResponse'))

export const RoleParameters = Type.Object({ key: Key, externalKey: Key }, strict)
