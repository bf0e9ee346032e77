import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fastify } from 'fastify'

// The least that a page of users takes: the same SQL, prepared once by hand, and the same bytes. No token, no
// permissions, no checks, no log.
const [dataFolder = ''] = process.argv.slice(2)
const sqlite = new DatabaseSync(join(dataFolder, 'portico.db'), { readOnly: true })
const organizationKey = String(sqlite.prepare('select key from organizations').get()?.key)
const statement = sqlite.prepare(`
  select u.key, u.name, u.email, u.status, u.photo_url, u.is_email_verified, u.is_terms_accepted, u.last_login_at,
    case when (
      select 1 from user_organization_roles o
      where o.organization_key = ?1 and (o.start_time is null or o.start_time <= ?2)
        and (o.end_time is null or o.end_time > ?2) and o.user_key = u.key
      limit 1
    ) is not null then 1 else 0 end has_organization_roles,
    case when (
      select 1 from user_application_roles d where d.organization_key = ?1 and d.user_key = u.key limit 1
    ) is not null or (
      select 1 from group_users m
      join group_application_roles g on g.organization_key = m.organization_key and g.group_key = m.group_key
      where m.organization_key = ?1 and m.user_key = u.key
      limit 1
    ) is not null then 1 else 0 end has_application_roles,
    (select coalesce(sum(c.users), 0) from user_counts c where c.organization_key = ?1) total
  from (
    select u.key from users u where u.organization_key = ?1 order by u.name_folded, u.key limit ?3 offset ?4
  ) page
  cross join users u
  where u.organization_key = ?1 and u.key = page.key
  order by u.name_folded, u.key`)

const app = fastify()
app.get<{ Querystring: { limit: string; offset: string } }>('/users', (request) => {
  const [limit, offset] = [Number(request.query.limit), Number(request.query.offset)]
  const rows = statement.all(organizationKey, new Date().toISOString(), limit, offset)
  const total = Number(rows[0]?.total)
  const results = rows.map((row) => ({
    key: row.key,
    name: row.name,
    email: row.email,
    status: row.status,
    access: {
      hasOrganizationRoles: row.has_organization_roles === 1,
      hasApplicationRoles: row.has_application_roles === 1,
    },
    lastLoginAt: row.last_login_at,
    isActive: row.status === 'Active',
    photoUrl: row.photo_url,
    isEmailVerified: row.is_email_verified === null ? null : row.is_email_verified === 1,
    isTermsAndConditionsAccepted: row.is_terms_accepted === 1,
  }))
  const next = offset + rows.length
  return {
    results,
    page: {
      count: rows.length,
      limit,
      offset,
      totalResults: total,
      nextPageOffset: next < total ? next : null,
      totalPages: Math.ceil(total / limit),
    },
  }
})
process.on('SIGTERM', () => process.exit(0))
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
