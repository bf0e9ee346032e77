import { sql } from 'kysely'
import { type Db, transaction } from './transaction.ts'

// SQLite's planner takes the first column of an index for selective unless told otherwise. Here it is the organization,
// which nearly every row of a small installation shares, so that without numbers it would walk whole tables. Fixed
// numbers, instead of ANALYZE from time to time, give every installation the same plans from its first row on.

/** Rows of the tables that stay small. The others grow with the users. */
const tableRows: Record<string, number> = {
  api_client_permissions: 10_000,
  api_client_scopes: 2_000,
  api_client_secrets: 2_000,
  api_clients: 1_000,
  application_roles: 5_000,
  asset_application_roles: 1_500,
  asset_deployments: 1_500,
  assets: 500,
  audit_blocks: 100_000,
  audit_counts: 800,
  audit_kinds: 500,
  audit_stream_positions: 800,
  environments: 10,
  group_application_roles: 5_000,
  group_claim_mappings: 2_000,
  groups: 1_000,
  identity_providers: 10,
  list_change_pruning: 1,
  organization_changes: 100,
  organization_role_permissions: 300,
  organization_roles: 10,
  organizations: 100,
  portfolios: 3,
  relying_parties: 200,
  relying_party_application_roles: 500,
  relying_party_groups: 500,
  relying_party_identity_providers: 200,
  relying_party_secrets: 400,
  registered_apis: 50,
  registered_api_scopes: 500,
  relying_party_scopes: 500,
  revoked_tokens: 10_000,
  saml_keys: 100,
  saml_messages: 10_000,
  saml_metadata: 100,
  saml_names: 100_000,
  signing_keys: 10,
  used_assertions: 10_000,
  user_change_pruning: 1,
  user_counts: 4,
  user_organization_roles: 10_000,
}
const largeTableRows = 1_000_000

/** Which part of a table shares one value of a column. */
const partPerValue: Record<string, number> = {
  environment_key: 0.3,
  identity_provider_key: 0.5,
  organization_key: 1,
  organization_role_key: 0.3,
  portfolio_key: 0.9,
  purpose: 1,
  status: 0.3,
}

/** How many rows share one value of a column, however large the table is. */
const rowsPerValue: Record<string, number> = {
  actor_key: 100,
  api_client_key: 10,
  application_role_key: 1_000,
  asset_key: 20,
  email_domain: 1_000,
  entity_key: 10,
  group_key: 300,
  key: 1,
  kind: 10_000,
  level: 50_000,
  relying_party_key: 3,
  user_key: 5,
}
const rowsPerOtherValue = 2

/**
 * Where a table has other numbers than most: few applications ask for the same role or group; few groups have the same role;
 * few grants of roles name a portfolio, and the index has no others.
 */
const rowsPerValueIn: Record<string, Record<string, number>> = {
  group_application_roles: { application_role_key: 20 },
  relying_party_application_roles: { application_role_key: 3 },
  relying_party_groups: { group_key: 3 },
  user_organization_roles: { portfolio_key: 20 },
}

interface IndexStatistics {
  tbl: string
  idx: string
  stat: string
}

/** Tells SQLite's planner about the indexes. After the migrations, which may have made new ones. */
export async function writeSqliteStatistics(db: Db): Promise<void> {
  await transaction({ db }, async ({ db }) => {
    const wanted = await statisticsOfIndexes(db)
    // Where the table of the statistics is missing, this makes it, and puts nothing in.
    await sql`analyze sqlite_schema`.execute(db)
    const { rows: present } = await sql<IndexStatistics>`select tbl, idx, stat from sqlite_stat1`.execute(db)
    if (isSame(wanted, present)) return
    await sql`delete from sqlite_stat1`.execute(db)
    for (const { tbl, idx, stat } of wanted) {
      await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${tbl}, ${idx}, ${stat})`.execute(db)
    }
    await sql`analyze sqlite_schema`.execute(db)
  })
}

async function statisticsOfIndexes(db: Db): Promise<IndexStatistics[]> {
  const { rows } = await sql<{ table: string; index: string; origin: string; isUnique: number; columns: string }>`
    select t.name as "table", i.name as "index", i.origin, i."unique" as "isUnique",
      (select group_concat(name) from (select name from pragma_index_info(i.name) order by seqno)) as columns
    from sqlite_schema t, pragma_index_list(t.name) i
    where t.type = 'table' and t.name not like 'sqlite_%' and t.name not like 'kysely_%'`.execute(db)
  return rows.map(({ table, index, origin, isUnique, columns }) => ({
    tbl: table,
    // The tables are WITHOUT ROWID: their primary key goes by the table's own name.
    idx: origin === 'pk' ? table : index,
    stat: statisticsOf(table, columns.split(','), isUnique === 1),
  }))
}

/** `rows`, then for each column how many rows share a value of it and of those before it. */
function statisticsOf(table: string, columns: string[], isUnique: boolean): string {
  const rows = tableRows[table] ?? largeTableRows
  let shared = rows
  const perColumn = columns.map((column, index) => {
    const ofTable = rowsPerValueIn[table]?.[column]
    const part = ofTable === undefined ? partPerValue[column] : undefined
    const count = part === undefined ? (ofTable ?? rowsPerValue[column] ?? rowsPerOtherValue) : Math.ceil(rows * part)
    shared = isUnique && index === columns.length - 1 ? 1 : Math.min(shared, count)
    return shared
  })
  return [rows, ...perColumn].join(' ')
}

const isSame = (a: IndexStatistics[], b: IndexStatistics[]): boolean => {
  const lines = (list: IndexStatistics[]): string =>
    list
      .map(({ tbl, idx, stat }) => `${tbl} ${idx} ${stat}`)
      .sort()
      .join('\n')
  return lines(a) === lines(b)
}
