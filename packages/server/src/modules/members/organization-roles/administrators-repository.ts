import { type ExpressionBuilder, sql } from 'kysely'
import type { UserTable } from '../../../db/schema/directory-schema.ts'
import type { Schema } from '../../../db/schema/schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { heldOrganizationRoles } from './held-organization-roles-conditions.ts'
import { isForWholeOrganization } from './is-for-whole-organization.ts'

/** A subquery, so that its grants are found by the index on the role, and not all grants are read */
const administratorRole = (db: Db, organizationKey: string) =>
  db
    .selectFrom('organization_roles')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('built_in', '=', 'Administrator')

/** The active users who hold Administrator for the whole organization at this moment. */
const administrators = (db: Db, organizationKey: string, now: string) =>
  heldOrganizationRoles(db, organizationKey, now)
    .innerJoin('users as u', (join) =>
      join.onRef('u.organization_key', '=', 'o.organization_key').onRef('u.key', '=', 'o.user_key'),
    )
    .where('o.organization_role_key', 'in', administratorRole(db, organizationKey))
    .where(isForWholeOrganization)
    .where('u.status', '=', 'Active')
    .select(['o.user_key', 'o.end_time'])

/**
 * Whether the user (`u`) can sign in to the portal: with e-mail and password, with a passkey, or at an external provider of
 * the organization where they have signed in before. A profile that was only prepared is no way in.
 */
const canSignIn = ({ and, eb, exists, or, selectFrom }: ExpressionBuilder<Schema & { u: UserTable }, 'u'>) =>
  or([
    and([
      eb('u.email', 'is not', null),
      exists(
        selectFrom('passwords as w')
          .select('w.user_key')
          .whereRef('w.organization_key', '=', 'u.organization_key')
          .whereRef('w.user_key', '=', 'u.key'),
      ),
    ]),
    exists(
      selectFrom('passkeys as k')
        .select('k.user_key')
        .whereRef('k.organization_key', '=', 'u.organization_key')
        .whereRef('k.user_key', '=', 'u.key'),
    ),
    exists(
      selectFrom('user_identities as i')
        .innerJoin('identity_providers as p', (join) =>
          join.onRef('p.organization_key', '=', 'i.organization_key').onRef('p.key', '=', 'i.identity_provider_key'),
        )
        .select('i.user_key')
        .whereRef('i.organization_key', '=', 'u.organization_key')
        .whereRef('i.user_key', '=', 'u.key')
        .where('i.first_login_at', 'is not', null)
        .where('p.is_built_in', '=', 0)
        .where('p.is_for_organization', '=', 1),
    ),
  ])

interface HeldAdministrator {
  /** Without end */
  isLasting: boolean
  canSignIn: boolean
}

/** Undefined: the user is not Administrator. */
export async function selectHeldAdministrator(
  db: Db,
  organizationKey: string,
  userKey: string,
  now: string,
): Promise<HeldAdministrator | undefined> {
  const rows = await administrators(db, organizationKey, now)
    .where('o.user_key', '=', userKey)
    .select((eb) => canSignIn(eb).as('can_sign_in'))
    .execute()
  const [first] = rows
  return first && { isLasting: rows.some(({ end_time }) => end_time === null), canSignIn: Boolean(first.can_sign_in) }
}

/** Without end, who can sign in, or another than this user, where it is asked for */
export type WantedAdministrator = Partial<HeldAdministrator> & { otherThan?: string }

function wantedAdministrators(db: Db, organizationKey: string, now: string, wanted: WantedAdministrator) {
  let found = administrators(db, organizationKey, now)
  if (wanted.otherThan) found = found.where('o.user_key', '!=', wanted.otherThan)
  if (wanted.isLasting) found = found.where('o.end_time', 'is', null)
  if (wanted.canSignIn) found = found.where((eb) => canSignIn(eb))
  return found
}

export async function selectAdministratorKeys(
  db: Db,
  organizationKey: string,
  now: string,
  wanted: WantedAdministrator,
): Promise<string[]> {
  const rows = await wantedAdministrators(db, organizationKey, now, wanted).execute()
  return [...new Set(rows.map((row) => row.user_key))]
}

export async function existsAdministrator(
  db: Db,
  organizationKey: string,
  now: string,
  wanted: WantedAdministrator,
): Promise<boolean> {
  return (await wantedAdministrators(db, organizationKey, now, wanted).limit(1).executeTakeFirst()) !== undefined
}

/**
 * Changes to who is Administrator wait here for each other: the update changes nothing but takes the row's lock.
 * @returns the role's key
 */
export async function lockAdministratorRoleRow(db: Db, organizationKey: string): Promise<string> {
  const { key } = await db
    .updateTable('organization_roles')
    .set({ updated_at: sql.ref('updated_at') })
    .where('organization_key', '=', organizationKey)
    .where('built_in', '=', 'Administrator')
    .returning('key')
    .executeTakeFirstOrThrow()
  return key
}
