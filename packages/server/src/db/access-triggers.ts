import type { Engine } from './database.ts'

// Whatever takes a role, a membership or an application itself away leaves a row in `access_changes`, by which the sessions
// that have to end are found. Triggers write it, so that no statement can forget it, deletions that go along with others
// among them. Each row has a key of its own: if two transactions shared one, the later one's could be dropped as a double
// while the former one's is taken.

interface AccessTrigger {
  table: string
  event: 'delete' | 'update'
  /** Of an update: which columns it is for */
  of?: string[]
  /** Which columns of `access_changes` it fills, beside the key, and with what of the row as it was */
  noted: string[]
  values: (row: string) => string
  /** Other tables that are asked for that */
  from?: string
  where?: (row: string) => string
}

const ofUser = ['organization_key', 'user_key']
const ofClient = ['organization_key', 'client_id']
const columns = (row: string, ...names: string[]): string => names.map((name) => `${row}.${name}`).join(', ')

/** What names an application role or a group is gone: the application, unless it is gone itself, which is noted too */
const linkGone = (table: string): AccessTrigger => ({
  table,
  event: 'delete',
  noted: ofClient,
  values: () => columns('r', ...ofClient),
  from: 'relying_parties as r',
  where: (row) => `r.organization_key = ${row}.organization_key and r.key = ${row}.relying_party_key`,
})

const triggers: AccessTrigger[] = [
  {
    table: 'user_application_roles',
    event: 'delete',
    noted: ofUser,
    values: (row) => columns(row, ...ofUser),
    where: (row) => `exists (
      select 1 from relying_party_application_roles as l
      where l.organization_key = ${row}.organization_key and l.application_role_key = ${row}.application_role_key)`,
  },
  {
    table: 'group_users',
    event: 'delete',
    noted: ofUser,
    values: (row) => columns(row, ...ofUser),
    where: (row) => `exists (
      select 1 from relying_party_groups as l
      where l.organization_key = ${row}.organization_key and l.group_key = ${row}.group_key)
    or exists (
      select 1 from group_application_roles as g
      join relying_party_application_roles as l
        on l.organization_key = g.organization_key and l.application_role_key = g.application_role_key
      where g.organization_key = ${row}.organization_key and g.group_key = ${row}.group_key)`,
  },
  {
    // One row for each application, however many members the group has
    table: 'group_application_roles',
    event: 'delete',
    noted: ofClient,
    values: () => columns('r', ...ofClient),
    from: `relying_party_application_roles as l
      join relying_parties as r on r.organization_key = l.organization_key and r.key = l.relying_party_key`,
    where: (row) =>
      `l.organization_key = ${row}.organization_key and l.application_role_key = ${row}.application_role_key`,
  },
  linkGone('relying_party_application_roles'),
  linkGone('relying_party_groups'),
  {
    table: 'users',
    event: 'update',
    of: ['status'],
    noted: ofUser,
    values: (row) => columns(row, 'organization_key', 'key'),
    where: (row) => `${row}.status = 'Active' and new.status <> 'Active'`,
  },
  {
    // The column as it is called when the trigger is made; it is `allowed_users` since then, and the trigger follows.
    table: 'relying_parties',
    event: 'update',
    of: ['audience', 'is_active'],
    noted: ofClient,
    values: (row) => columns(row, ...ofClient),
    where: (row) => `${row}.audience <> new.audience or ${row}.is_active <> new.is_active`,
  },
  {
    // Where to tell it cannot be read later.
    table: 'relying_parties',
    event: 'delete',
    noted: [...ofClient, 'logout_uri'],
    values: (row) => columns(row, ...ofClient, 'back_channel_logout_uri'),
  },
]

/** The statements that make the triggers. */
export const accessTriggers = (engine: Engine): string[] =>
  triggers.flatMap((trigger) => (engine === 'postgres' ? postgresTrigger(trigger) : [sqliteTrigger(trigger)]))

const insertInto = ({ noted }: AccessTrigger): string => `insert into access_changes (key, ${noted.join(', ')})`

function sqliteTrigger(trigger: AccessTrigger): string {
  const { table, event, of, values, from, where } = trigger
  const condition = where ? `where ${where('old')}` : ''
  return `create trigger ${table}_access_${event} after ${event}${of ? ` of ${of.join(', ')}` : ''} on ${table} begin
    ${insertInto(trigger)} select lower(hex(randomblob(16))), ${values('old')} ${from ? `from ${from}` : ''} ${condition};
  end`
}

/** Deletions are noted once in a statement. There is no table of the changed rows for updates of certain columns. */
function postgresTrigger(trigger: AccessTrigger): string[] {
  const { table, event, of, values, from, where } = trigger
  const name = `${table}_access_${event}`
  const tables = ['gone', ...(from ? [from] : [])].join(' cross join ')
  const ofStatement = `select distinct ${values('gone')} from ${tables} ${where ? `where ${where('gone')}` : ''}`
  const found = of ? `select ${values('old')}` : ofStatement
  return [
    `create function ${name}() returns trigger language plpgsql as $$ begin
      ${insertInto(trigger)} select gen_random_uuid(), found.* from (${found}) as found;
      return null;
    end $$`,
    of
      ? `create trigger ${name} after update of ${of.join(', ')} on ${table}
          for each row when (${where?.('old')}) execute function ${name}()`
      : `create trigger ${name} after delete on ${table} referencing old table as gone
          for each statement execute function ${name}()`,
  ]
}
