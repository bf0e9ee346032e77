import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { contentsOf } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { newKey } from '../../../db/keys.ts'
import { transaction } from '../../../db/transaction.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { insertAuditEntries } from './audit-repository.ts'
import type { AuditEntry } from './audit-schemas.ts'
import { exportAuditEntries } from './export-audit-entries.ts'
import { getAuditEntry } from './get-audit-entry.ts'
import { listAuditEntries } from './list-audit-entries.ts'
import { recordChange, recordChanges } from './record-change.ts'
import { recordImport } from './record-import.ts'

const trail = '/api/management/v1/audit-entries'
const users = '/api/identity/v1/users'
const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('The audit trail', (engine) => {
  let server: TestServer
  let clock: TestClock
  let auditor: Caller
  let manager: Caller
  let ada: string
  let middle: string

  const list = async (query = ''): Promise<{ results: AuditEntry[]; page: Record<string, number | null> }> => {
    const answer = await send(server.url, 'GET', `${trail}${query}`, { token: auditor.token })
    assert.equal(answer.status, 200, answer.text)
    return answer.body
  }
  const asManager = (method: string, path: string, body?: object): Promise<Received> =>
    send(server.url, method, path, { token: manager.token, body })

  before(async () => {
    clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
    server = await startTestServer({ engine, clock })
    auditor = await server.caller('View audit trail')
    manager = await server.caller('Manage users')
    clock.advance(1_000)
    ada = (await asManager('POST', users, { email: 'ada@example.com', name: '=1+1' })).body.key
    clock.advance(1_000)
    middle = new Date(clock.now()).toISOString()
    await asManager('PATCH', `${users}/${ada}`, { name: 'Ada "A", Countess of Lovelace' })
    clock.advance(1_000)
    await asManager('PATCH', `${users}/${ada}`, { isActive: false })
  })

  test('says who changed what, when and from where, with old and new values', async () => {
    const { results, page } = await list(`?entityKey=${ada}`)
    assert.deepEqual(
      results.map(({ action }) => action),
      ['user.deactivated', 'user.updated', 'user.created'],
    )
    assert.deepEqual(page, { count: 3, limit: 100, offset: 0, totalResults: 3, nextPageOffset: null, totalPages: 1 })
    const { key, traceId, ...entry } = results[1] ?? assert.fail()
    assert.match(traceId ?? '', /^[0-9a-f]{32}$/)
    assert.deepEqual(entry, {
      occurredAt: middle,
      actor: { type: 'api-client', key: manager.credentials.key, name: 'Test client', address: '127.0.0.1' },
      action: 'user.updated',
      entity: { type: 'user', key: ada, name: 'Ada "A", Countess of Lovelace' },
      environmentKey: null,
      related: [],
      partOf: null,
      oldValues: { name: '=1+1' },
      newValues: { name: 'Ada "A", Countess of Lovelace' },
      result: 'Success',
      occurrences: 1,
    })
    const one = await send(server.url, 'GET', `${trail}/${key.toUpperCase()}`, { token: auditor.token })
    assert.deepEqual(one.body, results[1])
  })

  test('pages with exact totals, and sorts both ways', async () => {
    const all = (await list()).results
    const pages: AuditEntry[] = []
    for (let offset: number | null = 0; offset !== null; ) {
      const { results, page } = await list(`?limit=2&offset=${offset}`)
      assert.equal(page.totalResults, all.length)
      pages.push(...results)
      offset = page.nextPageOffset ?? null
    }
    assert.deepEqual(pages, all)
    const times = all.map(({ occurredAt }) => occurredAt)
    assert.deepEqual(times, times.toSorted().reverse())
    assert.deepEqual((await list('?sort=occurredAt')).results, all.toReversed())
    assert.deepEqual((await list('?sort=-occurredAt')).results, all)
  })

  test('filters as a model does', async () => {
    const all = (await list()).results
    const cases: [string, (entry: AuditEntry) => boolean][] = [
      ['action=user.created', ({ action }) => action === 'user.created'],
      ['action=user.created,user.updated', ({ action }) => /^user\.(cre|upd)ated$/.test(action)],
      ['entityType=api-client', ({ entity }) => entity.type === 'api-client'],
      [`entityKey=${ada.toUpperCase()}`, ({ entity }) => entity.key === ada],
      ['actorType=system', ({ actor }) => actor.type === 'system'],
      [`actorKey=${manager.credentials.key}`, ({ actor }) => actor.key === manager.credentials.key],
      [`environmentKey=${nobody}`, () => false],
      [`roleKey=${nobody}`, () => false],
      ['search=countess%20of', ({ entity }) => entity.key === ada],
      ['search=ADA@example', ({ entity }) => entity.key === ada],
      ['search=ountess', () => false],
      [`search=${ada}`, ({ entity }) => entity.key === ada],
      [`since=${middle}`, ({ occurredAt }) => occurredAt >= middle],
      [`to=${middle}`, ({ occurredAt }) => occurredAt <= middle],
      [`since=${middle}&to=${middle}`, ({ occurredAt }) => occurredAt === middle],
      [
        `entityType=user&actorType=api-client&since=${middle}`,
        ({ entity, occurredAt }) => entity.type === 'user' && occurredAt >= middle,
      ],
    ]
    for (const [query, holds] of cases) {
      const { results, page } = await list(`?${query}`)
      assert.deepEqual(results, all.filter(holds), query)
      assert.equal(page.totalResults, results.length, query)
    }
    assert.ok(cases.every(([, holds]) => all.filter(holds).length < all.length))
  })

  test('says which role of which asset was granted, who was added to a group, and finds them by it', async () => {
    const { context, system } = server
    const bob = newKey()
    clock.advance(1_000)
    const role = { type: 'application-role', key: newKey(), name: 'Dispatcher' } as const
    const asset = { type: 'asset', key: newKey(), name: 'Field service' } as const
    const group = { type: 'group', key: newKey(), name: 'Night shift' } as const
    const [stage = assert.fail('no stage')] = await listEnvironments(context, system.organizationKey)
    assert.equal(stage.name, 'Development')
    await transaction(context, async (parts) => {
      const entity = { type: 'user', key: bob, name: 'Bob' } as const
      await recordChange(parts, system, { action: 'application-role.granted', entity, related: [role, asset] })
      const added = { entity: group, namedKeys: [bob], environmentKey: stage.key }
      await recordChange(parts, system, { action: 'group.users-added', ...added })
      await recordImport(parts, system, { key: asset.key, name: 'Users', records: 1 })
      const actor = { ...system.actor, partOf: asset.key }
      await recordChange(parts, { ...system, actor }, { action: 'user.created', entity: { ...entity, key: newKey() } })
    })
    await transaction(context, (parts) => recordImport(parts, system, { key: asset.key, name: 'Users', records: 1 }))
    const actions = async (query: string): Promise<string[]> => (await list(query)).results.map(({ action }) => action)
    assert.deepEqual(await actions(`?roleKey=${role.key}`), ['application-role.granted'])
    assert.deepEqual((await list(`?assetKey=${asset.key}`)).results[0]?.related, [role, asset])
    assert.deepEqual(await actions(`?subjectKey=${bob}`), ['group.users-added', 'application-role.granted'])
    assert.ok(!(await actions(`?entityKey=${bob}`)).includes('group.users-added'))
    assert.deepEqual(await actions('?search=night'), ['group.users-added'])
    assert.deepEqual(await actions('?search=dispatcher%20field'), [])
    // Seen beside others only, or there from the first start on
    assert.deepEqual(await actions('?search=dispatch'), ['application-role.granted'])
    assert.deepEqual(await actions('?search=developm'), ['group.users-added'])
    const { key: client, clientId } = manager.credentials
    const ofClient = await actions(`?search=${clientId.slice(0, 8)}`)
    assert.ok(ofClient.includes('api-client.created'))
    assert.deepEqual(ofClient, await actions(`?subjectKey=${client}`))
    assert.deepEqual(await actions('?search=nobody&searchAction=group.users-added'), ['group.users-added'])
    assert.deepEqual(await actions('?search=nobody&searchAction=group.users-added&action=user.created'), [])
    assert.deepEqual(await actions(`?partOf=${asset.key}`), ['user.created'])
    const shown = await actions('?grouped=true&limit=3')
    assert.deepEqual(shown, ['import.started', 'group.users-added', 'application-role.granted'])
    const elsewhere = { organizationKey: nobody, actor: system.actor, access: system.access }
    const { key: part } = (await list(`?partOf=${asset.key}`)).results[0] ?? assert.fail('no part')
    const queries = [
      { search: 'night' },
      { subjectKey: [bob] },
      { roleKey: [role.key] },
      { partOf: [asset.key] },
      { search: part },
      { grouped: true },
    ]
    for (const query of queries) assert.equal((await listAuditEntries(context, elsewhere, query)).page.totalResults, 0)
    // More than 500 are too many to look for.
    const many = Array.from({ length: 501 }, () => ({ type: 'user', key: newKey(), name: 'Zaphod' }) as const)
    await transaction(context, (parts) =>
      recordChanges(
        parts,
        system,
        many.map((entity) => ({ action: 'user.updated', entity })),
      ),
    )
    const refused = await send(server.url, 'GET', `${trail}?search=zap`, { token: auditor.token })
    assertProblem(refused, 'invalid_parameter', /search finds more than 500 names/)
  })

  test('names the parameter that is wrong', async () => {
    const cases: [string, RegExp][] = [
      ['?limit=0', /limit/],
      ['?actorType=robot', /actorType/],
      ['?action=user.create', /action\S* must be one of \d+ words; the nearest ones are user\.created, /],
      ['?action=user.created,group.deletd', /group\.deleted/],
      ['/export?action=nonsense', /action/],
      ['?entityType=passkey', /entityType/],
      ['?entityType=roles&action=user.created', /entityType/],
      ['?actorKey=x', /actorKey/],
      ['?since=yesterday', /since/],
      ['?sort=action', /sort.*occurredAt/],
      ['?color=red', /color/],
      ['?grouped=maybe', /grouped/],
      ['?roleKey=Administrator', /roleKey/],
      ['/export?format=xml', /format/],
      ['/export?limit=5', /limit/],
      ['/x', /key/],
    ]
    for (const [query, detail] of cases) {
      assertProblem(await send(server.url, 'GET', trail + query, { token: auditor.token }), 'invalid_parameter', detail)
    }
  })

  test('needs the permission View audit trail', async () => {
    for (const path of [trail, `${trail}/export`, `${trail}/${nobody}`]) {
      assertProblem(
        await send(server.url, 'GET', path, { token: manager.token }),
        'permission_missing',
        /View audit trail/,
      )
      assertProblem(await send(server.url, 'GET', path), 'token_missing')
    }
    const unknown = await send(server.url, 'GET', `${trail}/${nobody}`, { token: auditor.token })
    assertProblem(unknown, 'audit_entry_not_found', nobody)
  })

  test('has no operation that changes or deletes an entry', async () => {
    const { results } = await list('?limit=1')
    await server.context.lastUse.flush()
    const before = await contentsOf(server.context.database.db)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      for (const path of [trail, `${trail}/${results[0]?.key}`, `${trail}/export`]) {
        assertProblem(await send(server.url, method, path, { token: auditor.token }), 'method_not_allowed')
      }
    }
    assert.deepEqual(await contentsOf(server.context.database.db), before)
  })

  test('is exported as CSV that spreadsheets read as text', async () => {
    const { headers, text } = await send(server.url, 'GET', `${trail}/export?entityKey=${ada}`, {
      token: auditor.token,
    })
    assert.match(headers['content-type'] ?? '', /^text\/csv; charset=utf-8/)
    assert.match(headers['content-disposition'] ?? '', /^attachment; filename="audit-entries\.csv"$/)
    const lines = text.split('\r\n')
    assert.equal(
      lines[0],
      '\ufeffoccurredAt,key,actorType,actorKey,actorName,address,traceId,action,entityType,entityKey,entityName,environmentKey,oldValues,newValues,result,occurrences,related,partOf',
    )
    assert.equal(lines.length, 5)
    assert.equal(lines.at(-1), '')
    assert.match(lines[2] ?? '', /,"Ada ""A"", Countess of Lovelace",,"\{""name"":""=1\+1""\}",/)
    assert.match(lines[3] ?? '', /,user\.created,user,[^,]+,'=1\+1,/)
  })

  test('is exported as JSON Lines, in parts, with the same entries as the list', async () => {
    const db = server.context.database.db
    const entry = await db.selectFrom('audit_entries').selectAll().limit(1).executeTakeFirstOrThrow()
    const { slot, position, kind, related, ...like } = entry
    const entries = Array.from({ length: 1_203 }, (_, n) => ({
      ...like,
      key: `018f2b6a-7c1d-7e2f-9a3b-${String(n).padStart(12, '0')}`,
      // Many of one moment, so that parts end within one.
      occurred_at: `2026-11-2${n % 3}T00:00:00.000Z`,
      action: 'organization.created',
      entity_type: 'claim-mapping',
    }))
    await transaction({ db }, async (parts) => insertAuditEntries(parts.db, entries))
    const { headers, text } = await send(server.url, 'GET', `${trail}/export?format=jsonl&entityType=claim-mapping`, {
      token: auditor.token,
    })
    assert.match(headers['content-type'] ?? '', /^application\/jsonl/)
    const exported = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditEntry)
    const listed: AuditEntry[] = []
    for (let offset = 0; offset < 1_300; offset += 100)
      listed.push(...(await list(`?entityType=claim-mapping&offset=${offset}`)).results)
    assert.equal(listed.length, 1_203)
    assert.deepEqual(exported, listed)
  })

  test('is exported in small parts where entries are long', async () => {
    const db = server.context.database.db
    const entry = await db.selectFrom('audit_entries').selectAll().limit(1).executeTakeFirstOrThrow()
    const { slot, position, kind, related, ...like } = entry
    const entries = Array.from({ length: 7 }, (_, n) => ({
      ...like,
      key: `018f2b6a-7c1d-7e2f-9a3c-${String(n).padStart(12, '0')}`,
      occurred_at: `2026-11-2${n}T00:00:00.000Z`,
      entity_type: 'mail-templates',
      // The third from the end is a part of its own.
      new_values: JSON.stringify({ text: 'é'.repeat(n === 4 ? 5_000_000 : 1_400_000) }),
    }))
    await transaction({ db }, async (parts) => insertAuditEntries(parts.db, entries))
    const parts: number[] = []
    const read = (after?: Parameters<typeof exportAuditEntries>[3]) =>
      exportAuditEntries(
        server.context,
        server.system,
        { format: 'jsonl', filter: { entityType: ['mail-templates'] } },
        after,
      )
    for (let part = await read(); ; part = await read(part.next)) {
      parts.push(part.text.trimEnd().split('\n').length)
      if (part.next === undefined) break
    }
    assert.deepEqual(parts, [2, 1, 2, 2])
  })

  test('another organization sees nothing of it', async () => {
    const { key } = (await list('?limit=1')).results[0] ?? assert.fail()
    const elsewhere = { organizationKey: nobody, actor: server.system.actor, access: server.system.access }
    await assert.rejects(getAuditEntry(server.context, elsewhere, key), { problem: 'audit_entry_not_found' })
    assert.equal((await listAuditEntries(server.context, elsewhere, {})).page.totalResults, 0)
    const exported = await exportAuditEntries(server.context, elsewhere, { format: 'jsonl', filter: {} })
    assert.deepEqual(exported, { text: '', next: undefined })
  })
})
