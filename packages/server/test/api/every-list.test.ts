import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { exampleBodies } from '@portico/testing/example-bodies.ts'
import { fillPath } from '@portico/testing/examples.ts'
import { type FullServer, startFullServer } from '@portico/testing/full-lists.ts'
import { type DescribedOperation, onlyReads, readOperations } from '@portico/testing/operations.ts'
import { send } from '@portico/testing/requests.ts'
import { foldedEmail, foldedName } from '../../src/db/folded-columns.ts'

/** A row of any list */
type Row = Record<string, unknown>
interface Answer {
  results: Row[]
  page: {
    count: number
    limit: number
    offset: number
    totalResults: number
    totalPages: number
    nextPageOffset: number | null
  }
}

/** Into how many pages a list is cut */
const cuts = { ascending: [2, 5], descending: [3] }

/** Lists without a `sort` come in this order; all others by name, unless theirs begins otherwise. */
const ownOrder: Record<string, string> = {
  AuditEntry_List: '-occurredAt',
  Mail_List: '-createdAt',
  BulkChange_ListResults: 'key',
  AssetRevision_List: '-revision',
  AssetRepository_ListAssetRevisions: '-revision',
}
/** The main portfolio comes before the others. */
const rank = (row: Row): string => (row.isMainPortfolio === false ? '1' : '0')

/** A field of the row, or of what it is about: a member's user, a membership's group, an asset's deployment, a library's revision. */
function fieldOf(row: Row, name: string): string | null {
  // The lists of a role's users sort them by `userKey`.
  const field = name === 'userKey' ? 'key' : name
  if (field === 'key' && row.key === undefined && row.assetKey) return row.assetKey as string
  if (field === 'revision') return inNineDigits(String(row.revision))
  if (field === 'tag') return (row.tag as string | null)?.split('.').map(inNineDigits).join('.') ?? null
  const places = [
    row,
    row.user,
    row.group,
    (row.deployments as Row[] | undefined)?.[0],
    (row.revisions as Row[] | undefined)?.[0],
  ] as (Row | undefined)[]
  const place = places.find((one) => one && field in one)
  assert.ok(place, `no ${field} in ${JSON.stringify(row)}`)
  return (place[field] ?? null) as string | null
}

const inNineDigits = (number: string): string => number.padStart(9, '0')

/** As texts are compared: folded, by the bytes of UTF-8, nothing before something. */
function comparable(row: Row, field: string): Buffer {
  const value = fieldOf(row, field)
  if (field === 'name') return Buffer.from(rank(row) + foldedName(value ?? ''))
  return Buffer.from(value === null ? '' : `=${field === 'email' ? foldedEmail(value) : value}`)
}

const sortsOf = ({ operationId, query }: DescribedOperation): string[] => {
  if (operationId === 'DeployedAssets_ListAssets') return ['name', '-name', 'type', '-type']
  // Its fields are in the revisions: its own tests sort it.
  if (operationId === 'Libraries_ListLibraries') return []
  const sort = query.find(({ name }) => name === 'sort')?.schema
  if (!sort) return []
  const fields = /^\^-\?\((.+)\)\$$/.exec(sort.pattern ?? '')?.[1]?.split('|')
  assert.ok(fields, `which values does the sort take: ${JSON.stringify(sort)}?`)
  return fields.flatMap((field) => [field, `-${field}`])
}

/** What only reads and runs on the event loop all the same, by why it takes no longer where an organization is large */
const short: Record<string, string[]> = {
  'one row, and what belongs to it': [
    'ApiClient_Read',
    'ApiClient_ReadUse',
    'AssetApplicationRole_Read',
    'AssetRepository_GetApplicationHighestTagRevision',
    'AssetRepository_GetAsset',
    'AssetRepository_GetAssetLatestRevision',
    'AssetRepository_GetAssetRevision',
    'Asset_Read',
    'AuditEntry_Read',
    'BulkChange_Read',
    'BulkUserProfile_GetBulkUserProfileOperationStatus',
    'ClaimMapping_Read',
    'Environment_Read',
    'Group_ReadGroup',
    'IdentityProvider_ReadAssignments',
    'IdentityProvider_ReadIdentityProvider',
    'IdentityProvider_ReadSamlStatus',
    'IdentityProvider_ReadTrust',
    'Mail_Read',
    'OrganizationRole_ReadOrganizationRole',
    'Portfolio_Read',
    'RegisteredApi_Read',
    'RegisteredApi_ReadApiClientScopes',
    'RegisteredApi_ReadRelyingPartyScopes',
    'RelyingParty_Read',
    'UserProfile_GetUser',
  ],
  'what one user has to sign in': ['UserSessions_List', 'UserSignInMethods_Read'],
  'settings of the organization': [
    'Branding_Read',
    'BrowserOrigins_Read',
    'IdentityProvider_ReadEndingCertificates',
    'MailSettings_Read',
    'MailTemplates_Preview',
    'MailTemplates_Read',
    'Organization_Read',
    'RateLimits_Read',
    'SamlKeys_Read',
    'SignInSettings_Read',
    'SigningKeys_Read',
  ],
  'what an identity provider elsewhere answers': [
    'IdentityProvider_ReadSamlMetadata',
    'IdentityProvider_TestConnection',
    'IdentityProvider_TestNewConnection',
  ],
  'a constant of the program': [
    'IdentityProvider_ReadConnection',
    'Permission_QueryPermissions',
    'Permission_ReadPermission',
  ],
}

onBothEngines('Every list', (engine) => {
  let server: FullServer
  let lists: DescribedOperation[]
  /** By key. Members of groups are sorted by the last sign-in without telling it. */
  const users = new Map<string, Row>()

  before(async () => {
    server = await startFullServer(engine)
    lists = (await readOperations(server.url)).filter(
      ({ method, query }) => method === 'GET' && query.some(({ name }) => name === 'offset'),
    )
    const list = lists.find(({ operationId }) => operationId === 'UserProfile_QueryUsers')
    assert.ok(list)
    for (const user of (await get(list, {})).results) users.set(user.key as string, user)
  })

  const get = async ({ path }: DescribedOperation, query: Record<string, string | number>): Promise<Answer> => {
    const response = await server.app.inject({
      url: fillPath(path, server.keys),
      query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
      headers: { authorization: `Bearer ${server.accessToken}` },
    })
    assert.equal(response.statusCode, 200, `${path} ${JSON.stringify(query)} ${response.payload}`)
    return response.json()
  }

  /** All rows, page by page. Each page tells what it is. */
  const pagesOf = async (list: DescribedOperation, sort: string | undefined, limit: number): Promise<Row[]> => {
    const rows: Row[] = []
    for (let offset: number | null = 0; offset !== null; ) {
      const { results, page }: Answer = await get(list, { ...(sort && { sort }), limit, offset })
      const { totalResults } = page
      rows.push(...results)
      const next: number | null = rows.length < totalResults ? rows.length : null
      assert.deepEqual(
        page,
        {
          count: results.length,
          limit,
          offset,
          totalResults,
          totalPages: Math.ceil(totalResults / limit),
          nextPageOffset: next,
        },
        list.operationId,
      )
      assert.equal(results.length, Math.min(limit, totalResults - offset), list.operationId)
      offset = page.nextPageOffset
    }
    return rows
  }

  const withLastLogin = (row: Row): Row => {
    const { user } = row as { user?: Row }
    return user ? { ...row, user: { ...users.get(user.key as string), ...user } } : row
  }

  const assertSorted = (what: string, found: Row[], sort: string): void => {
    const rows = found.map(withLastLogin)
    const field = sort.replace('-', '')
    const compare = (a: Row, b: Row): number =>
      Buffer.compare(comparable(a, field), comparable(b, field)) ||
      (fieldOf(a, 'key') ?? '').localeCompare(fieldOf(b, 'key') ?? '') ||
      Number(a.revision ?? 0) - Number(b.revision ?? 0)
    const ascending = rows.toSorted(compare)
    const label = (row: Row) => `${fieldOf(row, 'key')} ${row.revision} ${fieldOf(row, field)}`
    const expected = sort.startsWith('-') ? ascending.toReversed() : ascending
    assert.deepEqual(rows.map(label), expected.map(label), what)
  }

  test('has rows enough to come in pages', async () => {
    assert.ok(lists.length >= 17, `only ${lists.length} lists`)
    for (const list of lists) {
      const { totalResults } = (await get(list, { limit: 1 })).page
      assert.ok(totalResults > 10, `${list.operationId} has only ${totalResults} rows: add some to full-lists.ts`)
    }
  })

  test('is empty past its last page, and tells the total there as well', async () => {
    for (const list of lists) {
      const { totalResults } = (await get(list, { limit: 1 })).page
      for (const offset of [totalResults, totalResults + 1]) {
        const { results, page } = await get(list, { offset })
        assert.deepEqual(results, [], list.operationId)
        const totals = { totalResults, totalPages: Math.ceil(totalResults / 100), nextPageOffset: null }
        assert.deepEqual(page, { count: 0, limit: 100, offset, ...totals }, list.operationId)
      }
    }
  })

  test('tells every row once and in order, whatever the sort and the size of the pages', async () => {
    for (const list of lists) {
      const sorts = sortsOf(list)
      const usual = ownOrder[list.operationId] ?? 'name'
      for (const sort of [undefined, ...sorts]) {
        const what = `${list.operationId} sort=${sort}`
        const whole = await pagesOf(list, sort, 100)
        assert.equal(new Set(whole.map((row) => JSON.stringify(row))).size, whole.length, `${what} repeats a row`)
        assertSorted(what, whole, sort ?? usual)
        for (const cut of cuts[sort?.startsWith('-') ? 'descending' : 'ascending']) {
          const limit = Math.min(100, Math.ceil(whole.length / cut))
          assert.deepEqual(await pagesOf(list, sort, limit), whole, `${what} limit=${limit}`)
        }
      }
    }
  })

  test('is read in the thread for reading, as is whatever takes longer where an organization is large', async () => {
    const finished: string[] = []
    server.context.reads.onFinished(({ name }) => finished.push(name))
    const onTheLoop: string[] = []
    for (const operation of (await readOperations(server.url)).filter(onlyReads)) {
      const { operationId, method, path } = operation
      const body = method === 'POST' ? exampleBodies(server.keys, 'Example')[operationId] : undefined
      const before = finished.length
      const { status, text } = await send(server.url, method, fillPath(path, server.keys), {
        token: server.accessToken,
        body,
      })
      assert.equal(status, 200, `${operationId} ${text}`)
      if (finished.length === before) onTheLoop.push(operationId)
    }
    assert.deepEqual(onTheLoop.sort(), Object.values(short).flat().sort())
  })

  test('tells what one user holds from the thread for reading, with the tag for edits', async () => {
    const finished: string[] = []
    server.context.reads.onFinished(({ name }) => finished.push(name))
    const path = `/api/identity/v1/users/${server.keys.user}`
    const token = server.accessToken
    const plain = await send(server.url, 'GET', path, { token })
    const holding = await send(server.url, 'GET', `${path}?embed=ApplicationRoles`, { token })
    assert.deepEqual([plain.status, holding.status, finished], [200, 200, ['getUser']])
    assert.equal(holding.headers.etag, plain.headers.etag)
    assert.ok(holding.body._embedded.applicationRoles.length > 0)
  })
})
