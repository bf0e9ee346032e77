import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { type FullServer, startFullServer } from '@portico/testing/full-lists.ts'
import { type DescribedOperation, readOperations } from '@portico/testing/operations.ts'
import { fetchToken } from '@portico/testing/requests.ts'
import fc from 'fast-check'
import { searchForm } from '../../src/db/fold.ts'

// What a list tells without filters, filtered in memory in the plainest way, says what it has to tell with them.

// biome-ignore lint/suspicious/noExplicitAny: the filters say what a row has to be
type Row = any

interface Filter {
  how: 'is' | 'any' | 'contains' | 'since' | 'to'
  /** What of the row is compared: one value or several */
  of: (row: Row) => string | null | string[]
  /** Unknown keys are refused, where they would tell nothing */
  isKnown?: boolean
}

const name: Filter = { how: 'contains', of: (row) => row.name }
const one = (field: string): Filter => ({ how: 'is', of: (row) => row[field] })
const any = (field: string): Filter => ({ how: 'any', of: (row) => row[field] })

/** By operation and parameter. Users have a model of their own. */
const filters: Record<string, Record<string, Filter>> = {
  Group_QueryGroups: {
    nameContains: name,
    environmentKey: one('environmentKey'),
    environmentKeys: any('environmentKey'),
    portfolioKeys: any('portfolioKey'),
    identityProviderKey: {
      how: 'is',
      of: (row) => row.groupIdpClaimMappings.map(({ providerKey }: Row) => providerKey),
      isKnown: true,
    },
  },
  ApplicationRole_QueryApplicationRoles: {
    key: one('key'),
    assetKey: one('assetKey'),
    environmentKey: one('environmentKey'),
    environmentKeys: any('environmentKey'),
    portfolioKeys: any('portfolioKey'),
    nameContains: name,
  },
  OrganizationRole_QueryOrganizationRoles: { roleKey: { ...one('key'), isKnown: true }, nameContains: name },
  IdentityProvider_QueryIdentityProviders: { key: one('key'), nameContains: name },
  ApiClient_List: { nameContains: name, clientId: one('clientId'), status: one('status') },
  Asset_List: { nameContains: name, portfolioKey: one('portfolioKey'), type: any('type') },
  AuditEntry_List: {
    action: any('action'),
    entityType: { how: 'any', of: (row) => row.entity.type },
    entityKey: { how: 'any', of: (row) => row.entity.key },
    actorType: { how: 'any', of: (row) => row.actor.type },
    actorKey: { how: 'any', of: (row) => row.actor.key },
    environmentKey: any('environmentKey'),
    result: any('result'),
    since: { how: 'since', of: (row) => row.occurredAt },
    to: { how: 'to', of: (row) => row.occurredAt },
  },
}

/** Filters by more than the rows tell: audit-blocks.test.ts and audit-routes.test.ts have models of them. */
const modelledElsewhere: Record<string, readonly string[]> = {
  AuditEntry_List: ['search', 'searchAction', 'subjectKey', 'roleKey', 'assetKey', 'partOf', 'grouped'],
}

/** Of which only one may be given */
const exclusive = [['environmentKey', 'environmentKeys']] as const
const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const texts = ['a', 'ADA', 'ada 1', '%', '_', '\\', 'ｆＵll', 'ö', 'BJO\u0308RN', 'x', '1', 'zoë', 'no such name']

type Question = Record<string, string | string[]>

function holds({ how, of }: Filter, row: Row, asked: string | string[]): boolean {
  const values = [of(row) ?? []].flat()
  const wanted = [asked].flat()
  return values.some((value) => {
    if (how === 'contains') return searchForm(value).includes(searchForm(wanted[0] ?? ''))
    if (how === 'since') return value >= (wanted[0] ?? '')
    if (how === 'to') return value <= (wanted[0] ?? '')
    return wanted.includes(value)
  })
}

onBothEngines('The filters of lists, against a model', (engine) => {
  let server: FullServer
  let operations: DescribedOperation[]
  /** Sees the groups and the application roles of one environment. */
  let limited: string

  before(async () => {
    server = await startFullServer(engine)
    operations = await readOperations(server.url)
    const client = await server.createClient([
      { name: 'Manage end-user groups', environments: [server.keys.environment] },
    ])
    limited = await server.token(client)
    // When it obtained the token stands in a list as well.
    await server.context.lastUse.flush()
    await fetchToken(server.url, { ...client, clientSecret: 'wrong' }).catch(() => {})
    await server.context.securityEvents.flush()
  })

  const get = async (path: string, query: Question, token: string): Promise<{ results: Row[]; page: Row }> => {
    const response = await server.app.inject({ url: path, query, headers: { authorization: `Bearer ${token}` } })
    assert.equal(response.statusCode, 200, `${path} ${JSON.stringify(query)} ${response.payload}`)
    return response.json()
  }

  const allOf = async (path: string): Promise<Row[]> => {
    const rows: Row[] = []
    for (let offset: number | null = 0; offset !== null; ) {
      const { results, page } = await get(path, { offset: String(offset) }, server.accessToken)
      rows.push(...results)
      offset = page.nextPageOffset
    }
    return rows
  }

  const valuesOf = (rows: Row[], { of, how, isKnown }: Filter): string[] => {
    if (how === 'contains') return texts
    const values = new Set(rows.flatMap((row) => of(row) ?? []))
    const isKey = [...values].some((value) => value.length === nobody.length && value.includes('-7'))
    return [...values, ...(isKey && !isKnown ? [nobody] : [])]
  }

  for (const [operationId, table] of Object.entries(filters)) {
    test(`${operationId} tells what fulfils all of them`, async () => {
      const operation = operations.find((operation) => operation.operationId === operationId)
      assert.ok(operation, 'the operation exists')
      const known = operation.query.map(({ name }) => name).filter((name) => !/^(sort|limit|offset)$/.test(name))
      const modelled = [...Object.keys(table), ...(modelledElsewhere[operationId] ?? [])]
      assert.deepEqual(modelled.sort(), known.sort(), 'the table has every filter')
      const { path } = operation
      const rows = await allOf(path)

      const arbitraries = Object.entries(table).map(([name, filter]) => {
        const values = valuesOf(rows, filter)
        const isTelling = values.some((value) => {
          const found = rows.filter((row) => holds(filter, row, value)).length
          return found > 0 && found < rows.length
        })
        assert.ok(isTelling || /^actor/.test(name), `${name} tells some rows from others: else it would prove nothing`)
        const value = fc.constantFrom(...values)
        const asked = filter.how === 'any' ? fc.uniqueArray(value, { minLength: 1, maxLength: 3 }) : value
        return [name, fc.option<string | string[]>(asked, { freq: 1, nil: undefined })] as const
      })
      const question = fc.record(Object.fromEntries(arbitraries), { noNullPrototype: true })
      const isInEnvironment = /^(Group|ApplicationRole)_/.test(operationId)
      const page = fc.record({ limit: fc.integer({ min: 1, max: 30 }), offset: fc.nat(10) })
      await fc.assert(
        fc.asyncProperty(question, fc.boolean(), page, async (asked, isLimited, { limit, offset }) => {
          const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Question
          for (const [singular, plural] of exclusive) if (plural in query) delete query[singular]
          const seen =
            isLimited && isInEnvironment ? rows.filter((row) => row.environmentKey === server.keys.environment) : rows
          const wanted = seen.filter((row) =>
            Object.entries(query).every(([name, value]) => holds(table[name] as Filter, row, value)),
          )
          const told = await get(
            path,
            { ...query, limit: String(limit), offset: String(offset) },
            isLimited && isInEnvironment ? limited : server.accessToken,
          )
          assert.equal(told.page.totalResults, wanted.length)
          assert.deepEqual(told.results, wanted.slice(offset, offset + limit))
        }),
        { numRuns: 60 },
      )
    })
  }
})
