import type { ApiClientsTables } from './api-clients-schema.ts'
import type { ApplicationsTables } from './applications-schema.ts'
import type { DirectoryTables } from './directory-schema.ts'
import type { FoundationTables } from './foundation-schema.ts'
import type { MembersTables } from './members-schema.ts'
import type { RelyingPartiesTables } from './relying-parties-schema.ts'
import type { SignInTables } from './sign-in-schema.ts'

/**
 * Every table, as the migrations make it. Keys are UUIDs, times ISO 8601 text, flags 0 or 1. A column
 * that ends in `_folded` holds what `folded-columns.ts` makes of the column beside it, to compare, sort and search by.
 */
export interface Schema
  extends FoundationTables,
    ApplicationsTables,
    MembersTables,
    ApiClientsTables,
    DirectoryTables,
    RelyingPartiesTables,
    SignInTables {}
