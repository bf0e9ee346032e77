import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { authorityOfOperations } from '@portico/testing/authority-of-operations.ts'
import { type DescribedOperation, readOperations } from '@portico/testing/operations.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { getAccessOfActor } from '../../../src/access/access-of-actor.ts'
import { buildApp } from '../../../src/app.ts'
import { getApiClientAccess } from '../../../src/modules/api-clients/clients/get-api-client-access.ts'
import { createBulkWorker } from '../../../src/modules/directory/bulk-changes/create-bulk-worker.ts'
import { accessOutside, controllingPart } from '../../../src/modules/foundation/permissions/authority.ts'
import type { Access } from '../../../src/modules/foundation/permissions/grants.ts'
import type { PermissionName } from '../../../src/modules/foundation/permissions/permission-catalogue.ts'
import type { Actor } from '../../../src/modules/foundation/permissions/principal.ts'
import { createScopeUnion, isEmpty, type ScopeUnion } from '../../../src/modules/foundation/permissions/scope.ts'
import { getUserAuthority } from '../../../src/modules/members/organization-roles/get-member-access.ts'
import { type Choices, type Pools, randomOrganization } from './random-organization.ts'
import { type Control, writingOperations } from './writing-operations.ts'

const runs = Number(process.env.AUTHORITY_SEQUENCES ?? 1_000)
const seed = Number(process.env.AUTHORITY_SEED ?? 20_261_128)
const stepsOfSequence = 6
const sequencesOfOrganization = 10

/** As the header of a request says it: `user <key>` */
function actorOf(text: string): Actor {
  const [type, key = ''] = text.split(' ')
  return { type: type as Actor['type'], key, name: 'Model', address: null, traceId: null }
}

/**
 * Somebody does whatever they can to get more power than they were given: as themselves, and as every client whose secret
 * they saw, every user who is theirs by a mailbox or a profile. What all of these control never exceeds what the first one
 * held, and nobody who controls more loses anything to them.
 */
describe('Authority, against a model of who holds what', () => {
  let server: TestServer
  let app: FastifyInstance
  let described: Map<string, DescribedOperation>
  const tried = new Map<string, { succeeded: number; refused: number }>()

  before(async () => {
    server = await startTestServer({ engine: 'sqlite', environment: { PORTICO_RATE_LIMIT: 'off' } })
    const operations = await readOperations(server.url)
    described = new Map(operations.map((operation) => [operation.operationId, operation]))
    const { context } = server
    await context.stopWorkers()
    // Nothing of it is to survive a power cut, and storing is most of the work.
    await sql`pragma synchronous = off`.execute(context.db)
    // Who is asking is not what this is about: a header says it. What they may do is looked up as ever.
    app = await buildApp({
      ...context,
      async authenticate({ headers }, organization) {
        const actor = actorOf(String(headers['x-actor']))
        const access = await getAccessOfActor(context, organization.key, actor)
        const signIn = { at: new Date(context.clock.now()).toISOString(), method: 'passkey' } as const
        return { organizationKey: organization.key, actor, access, ...(actor.type === 'user' ? { signIn } : {}) }
      },
    })
    await app.ready()
  })

  test('knows every operation that writes', () => {
    const nothing = { number: () => 0, one: <T>(values: readonly T[]) => values[0] as T, some: () => [] }
    const known = Object.keys(writingOperations(nothing, {} as Pools, {} as Control))
    assert.deepEqual(known.sort(), Object.keys(authorityOfOperations).sort())
    assert.deepEqual(known.filter((id) => id !== 'Mail_Read').sort(), writing().sort())
  })

  const writing = () => [...described.values()].filter(({ method }) => method !== 'GET').map((one) => one.operationId)

  /** What users, also in a period to come, and clients control together */
  async function authorityOf(pools: Pools, users: string[], clients: string[]): Promise<Access> {
    const { context } = server
    const all = [await getUserAuthority(context, pools.organizationKey, users)]
    for (const key of clients) all.push(await getApiClientAccess(context, pools.organizationKey, key))
    const together = new Map<PermissionName, ScopeUnion>()
    for (const [name, scope] of all.flatMap((access) => [...access])) {
      const union = together.get(name) ?? createScopeUnion()
      together.set(name, union)
      union.add(scope)
    }
    return controllingPart(new Map([...together].map(([name, union]) => [name, union.scope()])))
  }

  async function controlled(pools: Pools, control: Control): Promise<Access> {
    const { db } = server.context
    if (control.everybody) return authorityOf(pools, pools.users, [...control.clients])
    const linked =
      control.providers.size === 0
        ? []
        : await db
            .selectFrom('user_identities')
            .select('user_key')
            .where('organization_key', '=', pools.organizationKey)
            .where('identity_provider_key', 'in', [...control.providers])
            .execute()
    return authorityOf(pools, [...control.users, ...linked.map(({ user_key }) => user_key)], [...control.clients])
  }

  /** What somebody controls at this moment: nothing while they are suspended or inactive. */
  const controlledNow = async (pools: Pools, actor: string): Promise<Access> =>
    controllingPart(await getAccessOfActor(server.context, pools.organizationKey, actorOf(actor)))

  /** The same of those that the organization began with, who hold the most */
  async function controlledByFirst(pools: Pools): Promise<Map<string, Access>> {
    const first = [
      ...pools.users.slice(0, 5).map((key) => `user ${key}`),
      ...pools.clients.slice(0, 2).map((key) => `api-client ${key}`),
    ]
    const held = new Map<string, Access>()
    for (const actor of first) held.set(actor, await controlledNow(pools, actor))
    return held
  }

  /** What of it lies outside; environments that were added to a portfolio that is held are inside. */
  async function outside(pools: Pools, access: Access, held: Access) {
    const beyond = accessOutside(access, held)
    if (beyond.length === 0) return []
    const places = await server.context.db
      .selectFrom('environments')
      .select(['key', 'portfolio_key'])
      .where('organization_key', '=', pools.organizationKey)
      .execute()
    return beyond.filter(({ permission, scope }) => {
      const of = held.get(permission)
      if (scope === 'all' || of === undefined || of === 'all') return true
      const inside = places.filter(({ portfolio_key }) => of.portfolios.has(portfolio_key)).map(({ key }) => key)
      return !isEmpty({ ...scope, environments: scope.environments.difference(new Set(inside)) })
    })
  }

  /** Mostly those that a permission of theirs opens, and at times any other. */
  async function possible<T>(pools: Pools, actor: string, operations: [string, T][], choices: Choices) {
    if (choices.number(9) === 0) return operations
    const access = await getAccessOfActor(server.context, pools.organizationKey, actorOf(actor))
    const open = operations.filter(([id]) => described.get(id)?.declared.some((name) => access.has(name)))
    return open.length > 0 ? open : operations
  }

  async function createdInBulk(pools: Pools, operationKey: string): Promise<string[]> {
    const { db, clock, log } = server.context
    await createBulkWorker({ db, clock, log, accessOfActor: getAccessOfActor, inviteUser: async () => {} }).drain()
    // A change of many users creates none.
    const operation = await db
      .selectFrom('bulk_operations')
      .select('results')
      .where('organization_key', '=', pools.organizationKey)
      .where('key', '=', operationKey)
      .executeTakeFirst()
    const created: { userKey: string | null }[] = JSON.parse(operation?.results ?? '[]')
    return created.flatMap(({ userKey }) => userKey ?? [])
  }

  test('nobody comes to control more than they held, whatever they do', async () => {
    let pools: Pools
    let victims: Map<string, Access>
    let sequences = 0
    const sequence = fc.asyncProperty(fc.gen(), async (generate) => {
      const choices: Choices = {
        number: (most) => generate(fc.nat, { max: most }),
        one: (values) => values[generate(fc.nat, { max: values.length - 1 })] as (typeof values)[number],
        some: (values, most) =>
          generate(fc.subarray, [...values], { maxLength: Math.min(most, values.length) }) as never,
      }
      if (sequences++ % sequencesOfOrganization === 0) {
        pools = await randomOrganization(server.context, choices)
        victims = await controlledByFirst(pools)
      }
      const control: Control = { clients: new Set(), users: new Set(), providers: new Set(), everybody: false }
      if (choices.number(2) === 0) control.clients.add(choices.one(pools.clients))
      else control.users.add(choices.one(pools.users.slice(1)))
      const held = await controlled(pools, control)
      // Three times as often those that give or take something
      const operations = Object.entries(writingOperations(choices, pools, control)).flatMap((one) =>
        authorityOfOperations[one[0]]?.startsWith('nothing') ? [one] : [one, one, one],
      )
      const done: string[] = []
      for (let step = 0; step < stepsOfSequence; step++) {
        const actors = [
          ...[...control.users].map((key) => `user ${key}`),
          ...[...control.clients].map((key) => `api-client ${key}`),
        ]
        const actor = choices.one(actors)
        const [id, make] = choices.one(await possible(pools, actor, operations, choices))
        const { path, body, onSuccess } = make()
        const response = await app.inject({
          method: described.get(id)?.method as 'POST',
          url: path,
          headers: { host: pools.host, 'x-actor': actor },
          ...(body && { payload: body }),
        })
        const count = tried.get(id) ?? { succeeded: 0, refused: 0 }
        tried.set(id, count)
        assert.ok(response.statusCode < 500, `${id}: ${response.payload}`)
        if (response.statusCode >= 300) {
          count.refused++
          continue
        }
        count.succeeded++
        onSuccess?.(response.payload === '' ? {} : response.json())
        if (response.statusCode === 202) {
          for (const key of await createdInBulk(pools, response.json().key)) control.users.add(key)
        }
        done.push(`${actor}: ${id} ${path} ${JSON.stringify(body)}`)
        const beyond = await outside(pools, await controlled(pools, control), held)
        assert.deepEqual(beyond, [], `${done.join('\n')}\nreached more than was held`)
      }
      if (done.length === 0) return
      const after = await controlledByFirst(pools)
      for (const [victim, before] of victims) {
        const own = accessOutside(before, held)
        const taken = accessOutside(
          new Map(own.map(({ permission, scope }) => [permission, scope])),
          after.get(victim) ?? new Map(),
        )
        assert.deepEqual(taken, [], `${done.join('\n')}\ntook power from somebody who held more`)
      }
      victims = after
    })
    await fc.assert(sequence, { numRuns: runs, seed, endOnFailure: true })
    if (process.env.AUTHORITY_SEQUENCES) for (const [id, count] of tried) console.log(id, count)
    const never = writing().filter((id) => !tried.has(id))
    assert.deepEqual(never, [], 'each operation is tried')
  })
})
