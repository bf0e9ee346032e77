import { type RawBuilder, sql } from 'kysely'
import { fieldEnd, nullField, packedRows } from '../../../db/packed-rows.ts'
import type { Db } from '../../../db/transaction.ts'
import { never, statuses, type UserFacts } from './user-facts.ts'

/** The facts of those of these users who exist, in the order of the keys */
export async function selectUserFacts(db: Db, organizationKey: string, keys: readonly string[]): Promise<UserFacts[]> {
  const list = sql.join(keys)
  const facts = await selectUsers(
    db,
    sql<boolean>`${ofOrganization(organizationKey)} and key in (${list})`,
    keys.length,
  )
  if (facts.length === 0) return []
  await addLinks(db, facts, sql<boolean>`${ofOrganization(organizationKey)} and user_key in (${list})`)
  return facts
}

const keyLength = 36

const ofOrganization = (organizationKey: string) => sql`organization_key = ${organizationKey}`

const columns = ['key', 'status', 'last_login_at', 'created_at', 'email_domain', 'name_folded', 'email_folded'] as const

// Lists wait for these statements. They are built by Kysely, so that `limitTime` can end them.

async function selectUsers(db: Db, where: RawBuilder<boolean>, limit: number): Promise<UserFacts[]> {
  const query = db.selectFrom('users').select(columns).where(where).orderBy('key').limit(sql.lit(limit))
  const rows = await packedRows(db, sql`${query}`, columns)
  const facts: UserFacts[] = []
  for (let at = 0; at < rows.length; ) {
    const key = rows.slice(at, at + keyLength)
    const status = rows.indexOf(fieldEnd, at + keyLength + 1)
    const login = rows.indexOf(fieldEnd, status + 1)
    const created = rows.indexOf(fieldEnd, login + 1)
    const domain = rows.indexOf(fieldEnd, created + 1)
    const name = rows.indexOf(fieldEnd, domain + 1)
    const email = rows.indexOf(fieldEnd, name + 1)
    const lastLogin = login === status + 2 ? never : Date.parse(rows.slice(status + 1, login))
    const domainText = rows.slice(created + 1, domain)
    facts.push({
      key,
      status: statuses.indexOf(rows.slice(at + keyLength + 1, status) as never),
      lastLogin,
      created: Date.parse(rows.slice(login + 1, created)),
      domain: domainText === nullField ? null : domainText,
      text: rows.slice(domain + 1, email + 1),
      usernames: '',
      links: [],
      timedRoles: [],
    })
    at = email + 1
  }
  return facts
}

/** Adds what other tables say of the users. All are read in the order of the users, so that they need not be looked up. */
async function addLinks(db: Db, facts: UserFacts[], where: RawBuilder<boolean>): Promise<void> {
  const rowsOf = (table: string, columns: Record<string, RawBuilder<unknown>>): Promise<string> => {
    const named = Object.entries(columns).map(([name, column]) => column.as(name))
    const rows = db
      .selectFrom(table as 'group_users')
      .where(where)
      .orderBy('user_key')
    return packedRows(db, sql`${rows.select('user_key').select(named)}`, ['user_key', ...Object.keys(columns)])
  }
  const addLink = (user: UserFacts, link: string) => user.links.push(link)
  for (const [table, link] of Object.entries(links)) addEach(facts, await rowsOf(table, { link }), addLink)
  addEach(facts, await rowsOf('user_identities', { link: sql`username_folded` }), addUsername)
  const held = {
    role: sql`'O' || cast(organization_role_key as text)`,
    times: sql`coalesce(start_time, '') || ' ' || coalesce(end_time, '')`,
  }
  addEach(facts, await rowsOf('user_organization_roles', held), addOrganizationRole)
}

const links: Record<string, RawBuilder<unknown>> = {
  user_application_roles: sql`'R' || cast(application_role_key as text)`,
  group_users: sql`case membership_type when 'Mapped' then 'M' else 'A' end || cast(group_key as text)`,
  user_logins: sql`'E' || cast(environment_key as text)`,
}

function addUsername(user: UserFacts, name: string): void {
  if (name === nullField) return
  const own = name + fieldEnd
  if (!user.text.endsWith(own) || user.text.indexOf(fieldEnd) !== user.text.length - own.length - 1)
    user.usernames += own
}

function addOrganizationRole(user: UserFacts, link: string, times: string): void {
  const [start, end] = times.split(' ') as [string, string]
  if (!start && !end) user.links.push(link)
  else user.timedRoles.push({ role: link, start: start || null, end: end || null })
}

/** Calls `add` for each row, with the user that it is of, and one or two more fields. */
function addEach(facts: UserFacts[], rows: string, add: (user: UserFacts, one: string, other: string) => void): void {
  const hasTwo = add.length > 2
  for (let at = 0, index = 0; at < rows.length; ) {
    const first = rows.indexOf(fieldEnd, at + keyLength + 1)
    const last = hasTwo ? rows.indexOf(fieldEnd, first + 1) : first
    if (index >= facts.length || !rows.startsWith((facts[index] as UserFacts).key, at)) {
      const key = rows.slice(at, at + keyLength)
      while (index < facts.length && (facts[index] as UserFacts).key < key) index++
    }
    const user = facts[index]
    if (user && rows.startsWith(user.key, at))
      add(user, rows.slice(at + keyLength + 1, first), hasTwo ? rows.slice(first + 1, last) : '')
    at = last + 1
  }
}
