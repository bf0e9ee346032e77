import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { systemClock } from '../../packages/server/src/config/clock.ts'
import type { Database } from '../../packages/server/src/db/database.ts'
import { giveKinds } from '../../packages/server/src/db/migrations/0034-audit-blocks.ts'
import { closeAuditBlocks } from '../../packages/server/src/modules/foundation/audit/close-audit-blocks.ts'
import type { Principal } from '../../packages/server/src/modules/foundation/permissions/principal.ts'
import { createDirectory } from '../../packages/testing/src/directory.ts'

/** How much there is of each kind: what an organization of a million users may have. */
export const sizes = {
  stages: 10,
  groups: 100_000,
  assets: 10_000,
  definitions: 5_000,
  organizationRoles: 5_000,
  apiClients: 20_000,
  auditEntries: Number(process.env.BENCH_AUDIT ?? 1_000_000),
  /** Who stands in the trail */
  people: 200_000,
}

export interface LargeOrganization {
  principal: Principal
  environments: string[]
  portfolio: string
  provider: string
  keys: (kind: Kind, ...numbers: number[]) => string[]
}

const kinds = [
  'environment',
  'group',
  'asset',
  'definition',
  'role',
  'client',
  'user',
  'entry',
  'member',
  'other',
] as const
type Kind = (typeof kinds)[number]

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0')
/** The same as `keyOf` in SQL */
const keyOf = (kind: Kind, n: number): string =>
  `${hex(n, 8)}-${hex(kinds.indexOf(kind), 4)}-7000-8000-${hex((n * 2_654_435) % 1_000_003, 12)}`

/** Fills both engines by statements of SQL alone, which takes seconds for each hundred thousand rows. */
export async function fillLargeOrganization({ db, engine }: Database): Promise<LargeOrganization> {
  const isPostgres = engine === 'postgres'
  const directory = await createDirectory(db, systemClock)
  const { organizationKey: organization, portfolioKey: portfolio, builtInKey: provider } = directory
  const own = sql`${isPostgres ? sql`${organization}::uuid` : organization} as organization_key`
  const uuid = (text: string): RawBuilder<unknown> => (isPostgres ? sql`${text}::uuid` : sql`${text}`)

  const digits = (n: string, count: number): string =>
    isPostgres ? `lpad(to_hex((${n})::bigint), ${count}, '0')` : `printf('%0${count}x', ${n})`
  const key = (kind: Kind, n: string): RawBuilder<unknown> => {
    const text = `${digits(n, 8)} || '-${hex(kinds.indexOf(kind), 4)}-7000-8000-' || ${digits(`(${isPostgres ? `(${n})::bigint` : n}) * 2654435 % 1000003`, 12)}`
    return sql.raw(isPostgres ? `(${text})::uuid` : `(${text})`)
  }
  const numbered = (n: string, count: number): string =>
    isPostgres ? `lpad((${n})::text, ${count}, '0')` : `printf('%0${count}d', ${n})`
  const time = (seconds: string): RawBuilder<unknown> =>
    sql.raw(
      isPostgres
        ? `to_char(to_timestamp(1767225600 + (${seconds})) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`
        : `strftime('%Y-%m-%dT%H:%M:%S.000Z', 1767225600 + (${seconds}), 'unixepoch')`,
    )
  const now = time('0')
  // A statement may take 10 s on PostgreSQL.
  const insert = async (table: string, count: number, columns: Record<string, RawBuilder<unknown>>, from = 0) => {
    const names = Object.keys(columns).map((name) => sql.id(name))
    for (let first = from; first < count; first += 20_000) {
      const last = sql.lit(Math.min(first + 20_000, count) - 1)
      const series = isPostgres
        ? sql`series as (select generate_series(${sql.lit(first)}::bigint, ${last}::bigint) as n)`
        : sql`recursive series(n) as (select ${sql.lit(first)} union all select n + 1 from series where n < ${last})`
      await sql`insert into ${sql.table(table)} (organization_key, ${sql.join(names)})
        with ${series} select ${own}, ${sql.join(Object.values(columns))} from series where true`.execute(db)
    }
  }
  const text = (expression: string): RawBuilder<unknown> => sql.raw(expression)
  const named = (name: string, digitsOfNumber = 6) => ({
    name: text(`'${name} ' || ${numbered('n', digitsOfNumber)}`),
    name_folded: text(`'${name.toLowerCase()} ' || ${numbered('n', digitsOfNumber)}`),
  })

  await insert('environments', sizes.stages - 3, {
    key: key('environment', 'n'),
    portfolio_key: uuid(portfolio),
    ...named('Stage'),
    purpose: text(`'NonProduction'`),
    position: text('n + 3'),
    created_at: now,
  })
  const made = await db
    .selectFrom('environments')
    .select('key')
    .where('organization_key', '=', organization)
    .orderBy('position')
    .execute()
  const environments = made.map((row) => row.key)
  const place = (n: string): RawBuilder<unknown> =>
    sql`case ${sql.raw(`(${n}) % ${sizes.stages}`)} ${sql.join(
      environments.map((environment, index) => sql`when ${sql.lit(index)} then ${uuid(environment)}`),
      sql` `,
    )} end`

  await insert('assets', sizes.assets, {
    key: key('asset', 'n'),
    portfolio_key: uuid(portfolio),
    ...named('Asset'),
    type: text(`case n % 20 when 1 then 'Workflow' else 'WebApplication' end`),
    latest_revision: text('1'),
    created_at: time('n * 600'),
  })
  await insert('asset_revisions', sizes.assets, {
    asset_key: key('asset', 'n'),
    revision: text('1'),
    created_at: now,
    tag: text(`case when n % 2 = 0 then '1.0.0' end`),
    tag_order: text(`case when n % 2 = 0 then '1.0.0' else '' end`),
  })
  await insert('asset_deployments', sizes.assets * 4, {
    key: key('other', 'n'),
    asset_key: key('asset', 'n / 4'),
    environment_key: place('n % 4 + n / 400'),
    revision: text('1'),
    deployed_at: time('n * 60'),
  })
  await insert('asset_application_roles', sizes.definitions, {
    external_key: key('definition', 'n'),
    asset_key: key('asset', 'n'),
    ...named('Role'),
    created_at: now,
  })
  const ofRole = `n / ${sizes.stages}`
  await insert('application_roles', sizes.definitions * sizes.stages, {
    key: key('role', 'n'),
    asset_key: key('asset', ofRole),
    environment_key: place('n'),
    external_key: key('definition', ofRole),
    name: text(`'Role ' || ${numbered(ofRole, 6)}`),
    name_folded: text(`'role ' || ${numbered(ofRole, 6)}`),
    created_at: now,
  })
  await insert('groups', sizes.groups, {
    key: key('group', 'n'),
    environment_key: place('n'),
    ...named('Group'),
    created_at: now,
    updated_at: now,
  })
  await insert('group_application_roles', sizes.groups * 2, {
    group_key: key('group', 'n / 2'),
    application_role_key: key('role', `(n * 13) % ${sizes.definitions * sizes.stages}`),
    created_at: now,
  })
  await insert('group_claim_mappings', sizes.groups / 5, {
    key: key('other', 'n'),
    group_key: key('group', 'n * 5'),
    identity_provider_key: uuid(provider),
    claim_name: text(`'department'`),
    claim_value: text(`'' || n`),
    created_at: now,
    updated_at: now,
  })
  await insert('organization_roles', sizes.organizationRoles, {
    key: key('member', 'n'),
    ...named('Member role'),
    created_at: now,
    updated_at: now,
  })
  await insert('api_clients', sizes.apiClients, {
    key: key('client', 'n'),
    client_id: text(digits('n', 32)),
    ...named('Client'),
    is_suspended: text('case when n % 50 = 0 then 1 else 0 end'),
    has_expiry_reminder: text('1'),
    access_token_type: text(`'at+jwt'`),
    last_used_at: sql`case when ${sql.raw('n % 3')} > 0 then ${time('n * 60')} end`,
    created_at: time('n * 60'),
    updated_at: now,
  })
  // A tenth has expired, a tenth does so soon.
  await insert('api_client_secrets', sizes.apiClients, {
    key: key('other', 'n'),
    api_client_key: key('client', 'n'),
    hash: text(`'h' || n`),
    last_four: text(`'abcd'`),
    is_current: text('1'),
    expires_at: sql`case ${sql.raw('n % 10')} when 0 then ${time('n')} when 1 then ${time(
      `n + ${Math.floor(Date.now() / 1000) - 1_767_225_600 + 86_400}`,
    )} else ${time('n + 86400 * 3650')} end`,
    created_at: now,
  })
  await insert('api_client_permissions', sizes.apiClients, {
    key: key('other', 'n'),
    api_client_key: key('client', 'n - n % 4'),
    permission_key: uuid(randomUUID()),
  })
  await fillTrail()
  return {
    principal: directory.administrator,
    environments,
    portfolio,
    provider,
    keys: (kind, ...ns) => ns.map((n) => keyOf(kind, n)),
  }

  /** Three parts of ten by one API client, four by people who sign in, the rest by a hundred clients and the system. */
  async function fillTrail(): Promise<void> {
    const person = `(n * 7919) % ${sizes.people}`
    const columns: Record<string, RawBuilder<unknown>> = {
      key: key('entry', 'n'),
      occurred_at: time(`n * ${Math.max(1, Math.floor(25_000_000 / sizes.auditEntries))}`),
      actor_type: text(
        `case when n % 10 < 3 then 'api-client' when n % 10 < 7 then 'user' when n % 10 < 9 then 'api-client' else 'system' end`,
      ),
      actor_key: sql`case when ${sql.raw('n % 10')} < 3 then ${key('client', '7')} when ${sql.raw('n % 10')} < 7 then ${key('user', person)}
        when ${sql.raw('n % 10')} < 9 then ${key('client', 'n % 100')} end`,
      actor_name: text(`'Somebody ' || n % 1000`),
      address: text(`'192.0.2.1'`),
      trace_id: text(digits('n', 32)),
      action:
        text(`case when n % 10 < 3 then 'user.created' when n % 10 < 6 then 'user.signed-in' when n % 10 = 6 then 'user.sign-in-failed'
        when n % 1000 = 7 then 'asset.deployed' when n % 100 = 8 then 'group.updated' else 'application-role.granted' end`),
      entity_type: text(
        `case when n % 10 < 7 then 'user' when n % 1000 = 7 then 'asset' when n % 100 = 8 then 'group' else 'application-role' end`,
      ),
      entity_key: isPostgres
        ? sql`(case when ${sql.raw('n % 10')} < 7 then ${key('user', person)} else ${key('role', 'n % 50')} end)::text`
        : sql`case when ${sql.raw('n % 10')} < 7 then ${key('user', person)} else ${key('role', 'n % 50')} end`,
      entity_name: text(`'Somebody else'`),
      new_values: text(`'{"name":"Somebody","status":"Active"}'`),
      environment_key: sql`case when ${sql.raw('n % 10')} > 6 then ${place('n / 10')} end`,
      result: text(`case when n % 10 = 6 then 'Failure' else 'Success' end`),
      role_key: sql`case when ${sql.raw('n % 10 > 6 and n % 1000 <> 7 and n % 100 <> 8')} then ${key('role', 'n % 50')} end`,
      part_of: sql`case when ${sql.raw('n % 10 < 3 and n < 100000')} then ${key('entry', 'n / 1000')} end`,
      slot: text('0'),
      position: text('n + 1'),
    }
    // The first ones have every kind.
    const first = Math.min(10_000, sizes.auditEntries)
    await insert('audit_entries', first, columns)
    await sql`${sql.raw(`drop trigger audit_entries_block_update ${isPostgres ? 'on audit_entries' : ''}`)}`.execute(db)
    await giveKinds(db as never, engine)
    await giveKindsOfRoles()
    const { action, entity_type, actor_type, actor_key, environment_key, result, role_key, part_of } = columns
    const kind = sql`(select k.kind from audit_kinds as k where k.organization_key = ${uuid(organization)} and k.facets =
      ${action} || '|' || ${entity_type} || '|' || ${actor_type} || '|'
      || coalesce(case when ${actor_type} = 'api-client' then cast(${actor_key} as text) end, '') || '|'
      || coalesce(cast(${environment_key} as text), '') || '|' || ${result}
      || case when ${role_key} is null and ${part_of} is null then '' else '|' || coalesce(cast(${role_key} as text), '') || '||'
      || case when ${part_of} is null then '' else 'part' end end)`
    await insert('audit_entries', sizes.auditEntries, { ...columns, kind }, first)
    await sql`insert into audit_counts (organization_key, slot, written)
      values (${uuid(organization)}, 0, ${sql.lit(sizes.auditEntries)})
      on conflict (organization_key, slot) do update set written = excluded.written`.execute(db)
    await insert('audit_subjects', sizes.people, {
      names: text(`'\u0001person \u0001' || ${numbered('n', 7)}`),
      subject_key: isPostgres ? sql`${key('user', 'n')}::text` : key('user', 'n'),
    })
    const began = performance.now()
    await closeAuditBlocks({ db }, organization)
    console.log(`blocks of the trail closed in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  }

  /** As `giveKinds` does, for what is of a role or of an import */
  async function giveKindsOfRoles(): Promise<void> {
    const facets = sql`k.facets || '|' || coalesce(cast(e.role_key as text), '') || '||'
      || case when e.part_of is null then '' else 'part' end`
    const ofOne = sql`from audit_entries as e join audit_kinds as k on k.organization_key = e.organization_key and k.kind = e.kind
      where e.organization_key = ${uuid(organization)} and (e.role_key is not null or e.part_of is not null)`
    await sql`insert into audit_kinds (organization_key, kind, facets, action, entity_type, actor_type, actor_key,
        environment_key, result, role_key, is_part)
      select organization_key, 1000 + row_number() over (order by facets), facets, action, entity_type, actor_type, actor_key,
        environment_key, result, role_key, is_part
      from (select distinct e.organization_key, ${facets} as facets, k.action, k.entity_type, k.actor_type, k.actor_key,
        k.environment_key, k.result, e.role_key, case when e.part_of is null then 0 else 1 end as is_part ${ofOne}) as d`.execute(
      db,
    )
    await sql`update audit_entries set kind = (select n.kind from audit_kinds as k
        join audit_kinds as n on n.organization_key = k.organization_key and n.facets = k.facets || '|'
          || coalesce(cast(audit_entries.role_key as text), '') || '||'
          || case when audit_entries.part_of is null then '' else 'part' end
        where k.organization_key = audit_entries.organization_key and k.kind = audit_entries.kind)
      where role_key is not null or part_of is not null`.execute(db)
  }
}
