import type { Clock } from '../../../config/clock.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Access } from '../../foundation/permissions/grants.ts'
import { getMemberAccess } from '../organization-roles/get-member-access.ts'
import { selectMember } from './members-repository.ts'

/** A user as somebody who is signed in. */
export interface Member {
  key: string
  name: string | null
  email: string | null
  photoUrl: string | null
  isActive: boolean
  /** What they may do by the organization roles that they hold at this moment */
  access: Access
}

export type MemberDirectory = ReturnType<typeof createMemberDirectory>

/**
 * Finds members and what they may do: asked on each of their requests. Nothing is kept in memory. The portal sends few
 * requests compared with what API clients do, the queries are answered by indexes, and grants begin and end by the clock;
 * announcing every change of a user or a grant would throw away what is kept of the whole organization.
 */
export function createMemberDirectory({ db, clock }: { db: Db; clock: Clock }) {
  return {
    /** Undefined where there is no such user. */
    async find(organizationKey: string, userKey: string): Promise<Member | undefined> {
      const row = await selectMember(db, organizationKey, userKey)
      if (!row) return undefined
      const { status, ...member } = row
      const isActive = status === 'Active'
      const access = isActive ? await getMemberAccess({ db, clock }, organizationKey, userKey) : new Map()
      return { ...member, isActive, access }
    },
  }
}

/** Their name where they have one: for the audit trail and greetings. */
export const displayNameOf = ({ key, name, email }: Pick<Member, 'key' | 'name' | 'email'>): string =>
  name ?? email ?? key
