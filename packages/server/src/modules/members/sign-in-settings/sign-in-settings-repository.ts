import { insertRows } from '../../../db/insert-rows.ts'
import { withReferenceLock } from '../../../db/row-locks.ts'
import { runCompiled } from '../../../db/run-compiled.ts'
import type { SignInSettingRoleTable, SignInSettingsTable } from '../../../db/schema/members-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import {
  heldOrganizationRoles,
  organizationRolesNotEnded,
} from '../organization-roles/held-organization-roles-conditions.ts'
import type { SignInSettings } from './sign-in-settings.ts'

type StoredSettings = SignInSettings & { updatedAt: string }

/** Undefined where the organization has the defaults */
export async function selectSignInSettings(db: Db, organizationKey: string): Promise<StoredSettings | undefined> {
  const [row] = await runCompiled(db, 'sign-in settings', { organizationKey }, (values) =>
    db.selectFrom('sign_in_settings').selectAll().where('organization_key', '=', values.organizationKey),
  )
  if (!row) return undefined
  // Few organizations name roles: the second query is asked by those alone.
  const namesRoles = row.second_factor_required_for === 'roles' || row.passwords_refused_for === 'roles'
  return fromTable(row, namesRoles ? await selectRoles(db, organizationKey) : [])
}

const selectRoles = (db: Db, organizationKey: string) =>
  db
    .selectFrom('sign_in_setting_roles')
    .select(['setting', 'organization_role_key'])
    .where('organization_key', '=', organizationKey)
    .orderBy('organization_role_key')
    .execute()

type RoleRow = Pick<SignInSettingRoleTable, 'setting' | 'organization_role_key'>

function fromTable(row: SignInSettingsTable, roles: readonly RoleRow[]): StoredSettings {
  const keysFor = (setting: RoleRow['setting']): string[] =>
    roles.filter((role) => role.setting === setting).map((role) => role.organization_role_key)
  return {
    secondFactorRequiredFor: row.second_factor_required_for,
    secondFactorRoleKeys: keysFor('second-factor'),
    passwordsRefusedFor: row.passwords_refused_for,
    passwordsRefusedRoleKeys: keysFor('passwords'),
    sessionMinutes: row.session_minutes,
    idleMinutes: row.idle_minutes,
    recentSignInMinutes: row.recent_sign_in_minutes,
    recentSignInRequiredFor: JSON.parse(row.recent_sign_in_areas),
    updatedAt: row.updated_at,
  }
}

export async function upsertSignInSettings(
  db: Db,
  organizationKey: string,
  settings: SignInSettings,
  updatedAt: string,
): Promise<void> {
  const values = {
    second_factor_required_for: settings.secondFactorRequiredFor,
    passwords_refused_for: settings.passwordsRefusedFor,
    session_minutes: settings.sessionMinutes,
    idle_minutes: settings.idleMinutes,
    recent_sign_in_minutes: settings.recentSignInMinutes,
    recent_sign_in_areas: JSON.stringify(settings.recentSignInRequiredFor),
    updated_at: updatedAt,
  }
  await db
    .insertInto('sign_in_settings')
    .values({ organization_key: organizationKey, ...values })
    .onConflict((conflict) => conflict.column('organization_key').doUpdateSet(values))
    .execute()
  await db.deleteFrom('sign_in_setting_roles').where('organization_key', '=', organizationKey).execute()
  const rowOf = (setting: RoleRow['setting']) => (key: string) => ({
    organization_key: organizationKey,
    setting,
    organization_role_key: key,
  })
  await insertRows(db, 'sign_in_setting_roles', [
    ...settings.secondFactorRoleKeys.map(rowOf('second-factor')),
    ...settings.passwordsRefusedRoleKeys.map(rowOf('passwords')),
  ])
}

/** The keys of the organization roles that the user holds at this moment, for whatever assets */
export async function selectHeldRoleKeys(
  db: Db,
  organizationKey: string,
  userKey: string,
  now: string,
): Promise<string[]> {
  const rows = await heldOrganizationRoles(db, organizationKey, now)
    .where('o.user_key', '=', userKey)
    .select('o.organization_role_key')
    .execute()
  return rows.map((row) => row.organization_role_key)
}

/** These roles, or all but these */
export type RoleChoice = { keys: readonly string[] } | { except: readonly string[] }

/** The keys of the users who hold one of the roles, or will, as a query for others */
export function usersWithRoles(db: Db, organizationKey: string, now: string, roles: RoleChoice) {
  const users = organizationRolesNotEnded(db, organizationKey, now).select('o.user_key')
  if ('keys' in roles) return users.where('o.organization_role_key', 'in', roles.keys)
  return roles.except.length === 0 ? users : users.where('o.organization_role_key', 'not in', roles.except)
}

/** The settings of all organizations that have their own */
export const selectSessionLimits = (db: Db) =>
  db
    .selectFrom('sign_in_settings')
    .select(['organization_key as organizationKey', 'session_minutes as sessionMinutes', 'idle_minutes as idleMinutes'])
    .execute()

/** Which of these are keys of organization roles. None of them is deleted before the transaction ends. */
export async function selectRoleKeys(db: Db, organizationKey: string, keys: readonly string[]): Promise<string[]> {
  const roles = db
    .selectFrom('organization_roles')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('key', 'in', keys)
  return (await withReferenceLock(db, roles, 'organization_roles').execute()).map(({ key }) => key)
}
