import { sql } from 'kysely'
import type { Database } from '../../packages/server/src/db/database.ts'
import { refreshStatistics } from '../../packages/server/src/db/refresh-statistics.ts'
import type { Db } from '../../packages/server/src/db/transaction.ts'
import { transaction } from '../../packages/server/src/db/transaction.ts'
import { createDirectory, type Directory } from '../../packages/testing/src/directory.ts'

/** Keys to ask for, of an organization with very many users */
export interface MillionKeys extends Pick<Directory, 'organizationKey' | 'developerKey'> {
  environmentKeys: string[]
  assetKeys: string[]
  roleKeys: string[]
  groupKeys: string[]
  largeGroup: string
  largeRole: string
}

const assets = 100
const definitions = 300
const groups = 1_000
const membersOfRoles = 2_000
const atOnce = 20_000
const statuses = [
  'Active',
  'Active',
  'Active',
  'Active',
  'Active',
  'Active',
  'Active',
  'Invited',
  'Inactive',
  'PendingRegistration',
]
const tables = [
  'users',
  'user_identities',
  'user_logins',
  'user_application_roles',
  'group_users',
  'user_organization_roles',
]

/**
 * Fills an organization by statements that make their rows themselves, without the triggers: each user has an e-mail, a
 * profile and, two of three, a sign-in; a role, and a group with roles. One stage has half of the grants, one group and one
 * role a tenth of the users.
 */
export async function fillMillion(
  { db, engine }: Pick<Database, 'db' | 'engine'>,
  users: number,
): Promise<MillionKeys> {
  const clock = { now: () => Date.UTC(2026, 10, 28) }
  const directory = await createDirectory(db, clock)
  const { organizationKey: organization, production, test, development } = directory
  const environments = [production.key, test.key, production.key, development.key]
  const assetKeys = await directory.assets(...Array.from({ length: assets }, (_, n) => `Asset ${n}`))
  const roles = await directory.roles(
    ...Array.from({ length: definitions }, (_, n) => ({
      name: `Role ${n}`,
      assetKey: assetKeys[n % assets] ?? '',
      environmentKeys: [production.key, test.key, development.key],
    })),
  )
  const inEnvironment = (key: string) => roles.filter(({ environmentKey }) => environmentKey === key)
  const groupKeys = await directory.groups(
    ...Array.from({ length: groups }, (_, n) => {
      const environmentKey = environments[n % environments.length] ?? ''
      const own = inEnvironment(environmentKey)
      return { environmentKey, applicationRoleKeys: n % 3 === 0 ? [] : [own[n % own.length]?.key ?? ''] }
    }),
  )
  const [largeGroup = ''] = await directory.groups({ environmentKey: test.key })
  const spread = environments.map((key) => inEnvironment(key).map((role) => role.key))
  const roleKeys = Array.from({ length: 1_200 }, (_, n) => spread[n % 4]?.[Math.floor(n / 4)] ?? '')
  const largeRole = roleKeys[1] ?? ''

  const hex =
    engine === 'postgres'
      ? (n: string, digits: number) => `lpad(to_hex(${n}), ${digits}, '0')`
      : (n: string, digits: number) => `printf('%0${digits}x', ${n})`
  const uuid = (text: string) => (engine === 'postgres' ? `(${text})::uuid` : text)
  const key = (n: string) =>
    uuid(
      `'0197' || ${hex(`${n} / 65536`, 4)} || '-' || ${hex(`${n} % 65536`, 4)} || '-7000-8000-' || ${hex(`(${n} * 7919) % 1000003`, 12)}`,
    )
  const digits = (n: string) => (engine === 'postgres' ? `lpad((${n})::text, 7, '0')` : `printf('%07d', ${n})`)
  const time = (n: string) =>
    engine === 'postgres'
      ? `to_char(timestamp '2025-01-01' + (${n}) * interval '47 seconds', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : `strftime('%Y-%m-%dT%H:%M:%fZ', '2025-01-01', '+' || ((${n}) * 47) || ' seconds')`
  const at = "'2025-01-01T00:00:00.000Z'"
  /** One of the values, by a number */
  const pick = (values: readonly string[], n: string, isKey = true) => {
    const chosen = `(select value from bench_values where list = '${listOf(values)}' and position = (${n}) % ${values.length})`
    return isKey ? uuid(chosen) : chosen
  }
  const lists: (readonly string[])[] = []
  const listOf = (values: readonly string[]): string => {
    if (!lists.includes(values)) lists.push(values)
    return `l${lists.indexOf(values)}`
  }
  const first = [
    'anna',
    'bernd',
    'carla',
    'dmitri',
    'elif',
    'farid',
    'greta',
    'hiro',
    'ines',
    'jamal',
    'karin',
    'liam',
    'mei',
    'noor',
    'olga',
    'pablo',
    'quinn',
    'rosa',
    'sven',
    'tara',
    'uwe',
    'vera',
    'wim',
    'xenia',
    'yara',
    'zoltan',
  ]
  const last = [
    'smith',
    'meyer',
    'garcia',
    'kowalski',
    'tanaka',
    'okafor',
    'jensen',
    'rossi',
    'dubois',
    'novak',
    'silva',
    'patel',
    'kim',
    'ivanov',
    'haddad',
    'larsen',
    'costa',
    'weber',
    'horvat',
    'nguyen',
  ]
  const name = `${pick(first, 'n * 31', false)} || ' ' || ${pick(last, 'n * 17', false)} || ' ' || ${digits('(n * 7919) % 1000003')}`
  const domain = `'example' || (n % 2000) || '.com'`
  const mail = `'user' || ${digits('(n * 104729) % 1000003')} || '@' || ${domain}`
  const insert = (table: string, columns: string, values: string, where = 'true') =>
    `insert into ${table} (organization_key, ${columns}) select ${uuid(`'${organization}'`)}, ${values} from bench_numbers where ${where}`
  const statements = [
    insert(
      'users',
      'key, name, name_folded, email, email_folded, email_domain, status, photo_url, is_email_verified, is_terms_accepted, last_login_at, created_at, updated_at',
      `${key('n')}, ${name}, ${name}, ${mail}, ${mail}, ${domain}, ${pick(statuses, 'n', false)}, null, 1, 0, case when n % 3 > 0 then ${time('(n * 7) % 1000003')} end, ${at}, ${at}`,
    ),
    `insert into user_counts (organization_key, status, users) select organization_key, status, count(*) from users where organization_key = '${organization}' group by organization_key, status`,
    insert(
      'user_identities',
      'user_key, identity_provider_key, username, username_folded, created_at',
      `${key('n')}, ${uuid(`'${directory.builtInKey}'`)}, ${mail}, ${mail}, ${at}`,
    ),
    insert(
      'user_logins',
      'user_key, environment_key, last_login_at',
      `${key('n')}, ${pick(environments, 'n / 3')}, ${at}`,
      'n % 3 > 0',
    ),
    insert(
      'user_application_roles',
      'user_key, application_role_key, created_at',
      `${key('n')}, ${pick(roleKeys, 'n * 11')}, ${at}`,
      'n % 5 > 0',
    ),
    `${insert(
      'user_application_roles',
      'user_key, application_role_key, created_at',
      `${key('n')}, ${uuid(`'${largeRole}'`)}, ${at}`,
      'n % 10 = 5',
    )} on conflict do nothing`,
    insert(
      'group_users',
      'group_key, user_key, membership_type, created_at',
      `${pick(groupKeys, 'n * 13')}, ${key('n')}, case when n % 4 = 0 then 'Mapped' else 'Assigned' end, ${at}`,
      'n % 2 = 0',
    ),
    insert(
      'group_users',
      'group_key, user_key, membership_type, created_at',
      `${uuid(`'${largeGroup}'`)}, ${key('n')}, 'Assigned', ${at}`,
      'n % 10 = 3',
    ),
  ]
  await transaction({ db }, async ({ db }) => {
    await sql`create temp table bench_values (list text, position integer, value text, primary key (list, position))`.execute(
      db,
    )
    await sql`create temp table bench_numbers (n bigint primary key)`.execute(db)
    for (const [index, values] of lists.entries()) {
      for (const [position, value] of values.entries())
        await sql`insert into bench_values values (${`l${index}`}, ${position}, ${value})`.execute(db)
    }
    const series =
      engine === 'postgres'
        ? `select generate_series(0, ${users - 1})`
        : `with recursive s (n) as (select 0 union all select n + 1 from s where n < ${users - 1}) select n from s`
    await sql.raw(`insert into bench_numbers ${series}`).execute(db)
    await refreshStatistics(db)
    const restore = await withoutTriggers(db, engine)
    for (const statement of statements) {
      // In parts: a statement of more than ten seconds is given up.
      const parts = statement.includes('bench_numbers where') ? Math.ceil(users / atOnce) : 1
      for (let part = 0; part < parts; part++) {
        const range = `bench_numbers where n >= ${part * atOnce} and n < ${(part + 1) * atOnce} and`
        await sql.raw(statement.replace('bench_numbers where', range)).execute(db)
      }
    }
    await restore()
    await sql`drop table bench_values`.execute(db)
    await sql`drop table bench_numbers`.execute(db)
  })
  const some = await db
    .selectFrom('users')
    .select('key')
    .where('organization_key', '=', organization)
    .orderBy('key')
    .limit(membersOfRoles)
    .execute()
  await directory.grantOrganizationRole(
    ...some.map(({ key }, n) => ({
      userKey: key,
      organizationRoleKey: directory.developerKey,
      ...(n % 3 === 0 ? { endTime: '2027-01-01T00:00:00.000Z' } : {}),
    })),
  )
  await refreshStatistics(db)
  const { developerKey } = directory
  const environmentKeys = [production.key, test.key, development.key]
  return {
    organizationKey: organization,
    developerKey,
    environmentKeys,
    assetKeys,
    roleKeys,
    groupKeys,
    largeGroup,
    largeRole,
  }
}

/** @returns what brings them back */
async function withoutTriggers(db: Db, engine: Database['engine']): Promise<() => Promise<void>> {
  if (engine === 'postgres') {
    const turn = async (how: string) => {
      for (const table of tables) await sql.raw(`alter table ${table} ${how} trigger user`).execute(db)
    }
    await turn('disable')
    return () => turn('enable')
  }
  const { rows } = await sql<{
    name: string
    sql: string
  }>`select name, sql from sqlite_schema where type = 'trigger'`.execute(db)
  for (const { name } of rows) await sql`drop trigger ${sql.id(name)}`.execute(db)
  return async () => {
    for (const trigger of rows) await sql.raw(trigger.sql).execute(db)
  }
}
