import type { Parts } from '../../../db/parts.ts'
import type { Access } from '../../foundation/permissions/grants.ts'
import { getMemberAccess } from '../organization-roles/get-member-access.ts'
import { credentialsStampOf } from './credentials-stamp.ts'
import { selectMember } from './members-repository.ts'

/** A user who signs in, or is signed in. */
interface Member {
  key: string
  name: string | null
  email: string | null
  photoUrl: string | null
  isActive: boolean
  credentialsStamp: string
  /** What they may do at this moment, by the organization roles that they hold */
  access: Access
}

/**
 * The user and what they may do at this moment; undefined where there is no such user. Asked on each request of a member,
 * and not cached: the portal sends few requests compared with API clients, indexes answer the queries, and grants begin
 * and end by the clock. Announcing each change of a user or grant would empty every cache of the organization.
 */
export async function findMember(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
): Promise<Member | undefined> {
  const row = await selectMember(parts.db, organizationKey, userKey)
  if (!row) return undefined
  const { status, credentialsEpoch, ...member } = row
  const isActive = status === 'Active'
  const access = isActive ? await getMemberAccess(parts, organizationKey, userKey) : new Map()
  return { ...member, isActive, credentialsStamp: credentialsStampOf(row), access }
}

/** For the audit trail and greetings: the name where there is one. */
export const displayNameOf = ({ key, name, email }: Pick<Member, 'key' | 'name' | 'email'>): string =>
  name ?? email ?? key
