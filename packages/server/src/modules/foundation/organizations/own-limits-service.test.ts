import assert from 'node:assert/strict'
import { before, it } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { Database, Engine } from '../../../db/database.ts'
import { newKey } from '../../../db/keys.ts'
import { Problem } from '../../../problems/problem.ts'
import { systemPrincipal } from '../permissions/principal.ts'
import type { OwnLimits } from '../rate-limits/rate-limits-service.ts'
import { createOrganizationDirectory } from './organization-directory.ts'
import { listOrganizations } from './organizations-service.ts'
import { createOwnLimitService, type OwnLimitService } from './own-limits-service.ts'

onBothEngines('An organization’s own limits', (_engine: Engine, open: () => Promise<Database>) => {
  const clock = testClock()
  let database: Database
  let service: OwnLimitService

  before(async () => {
    database = await open()
    const { db } = database
    service = createOwnLimitService({ db, clock })
  })

  const organization = async () => {
    const { organizationKey } = await createDirectory(database.db, clock)
    return systemPrincipal(organizationKey, 'portico organization limit')
  }
  const stored = async (key: string): Promise<OwnLimits | undefined> =>
    (await listOrganizations(database.db)).find((one) => one.key === key)?.ownLimits
  const entries = (key: string) =>
    database.db
      .selectFrom('audit_entries')
      .select(['action', 'actor_name', 'entity_type', 'entity_key', 'entity_name', 'old_values', 'new_values'])
      .where('organization_key', '=', key)
      .orderBy('key')
      .execute()

  it('there are none at first; they are stored, and put back', async () => {
    const principal = await organization()
    const another = await organization()
    const { organizationKey: key } = principal
    assert.deepEqual(await stored(key), { requestsPerMinute: 'default', bulkPerMinute: 'default' })
    for (const [changes, after] of [
      [{ requestsPerMinute: 1_000_000_000 }, { requestsPerMinute: 1_000_000_000, bulkPerMinute: 'default' }],
      [{ bulkPerMinute: 1 }, { requestsPerMinute: 1_000_000_000, bulkPerMinute: 1 }],
      [{ requestsPerMinute: 'off' }, { requestsPerMinute: 'off', bulkPerMinute: 1 }],
      [
        { requestsPerMinute: 'default', bulkPerMinute: 'off' },
        { requestsPerMinute: 'default', bulkPerMinute: 'off' },
      ],
    ] as [Partial<OwnLimits>, OwnLimits][]) {
      assert.deepEqual(await service.set(principal, changes), after)
      assert.deepEqual(await stored(key), after)
    }
    assert.deepEqual(await stored(another.organizationKey), { requestsPerMinute: 'default', bulkPerMinute: 'default' })
  })

  it('a change has an entry with what held before and after; what changes nothing has none', async () => {
    const principal = await organization()
    const { organizationKey: key } = principal
    await service.set(principal, { requestsPerMinute: 6_000, bulkPerMinute: 'default' })
    await service.set(principal, { requestsPerMinute: 6_000 })
    await service.set(principal, {})
    assert.deepEqual(
      (await entries(key)).map(({ old_values, new_values, ...entry }) => ({
        ...entry,
        before: JSON.parse(old_values ?? ''),
        after: JSON.parse(new_values ?? ''),
      })),
      [
        {
          action: 'organization.updated',
          actor_name: 'portico organization limit',
          entity_type: 'organization',
          entity_key: key,
          entity_name: 'Test',
          before: { requestsPerMinute: 'default', bulkPerMinute: 'default' },
          after: { requestsPerMinute: 6_000, bulkPerMinute: 'default' },
        },
      ],
    )
  })

  it('two changes at the same time both hold', async () => {
    const principal = await organization()
    await Promise.all([service.set(principal, { requestsPerMinute: 70 }), service.set(principal, { bulkPerMinute: 3 })])
    assert.deepEqual(await stored(principal.organizationKey), { requestsPerMinute: 70, bulkPerMinute: 3 })
    const written = await entries(principal.organizationKey)
    assert.equal(written.length, 2)
    // Each begins where the other ends, whichever was first.
    assert.ok(
      written.some(({ old_values }) => old_values === written[0]?.new_values || old_values === written[1]?.new_values),
    )
  })

  it('are known with the organization of a request, at once in the process that changed them', async () => {
    const { db } = database
    const directory = createOrganizationDirectory({
      db,
      changes: database.changes,
      publicUrl: () => 'http://id.example.com',
    })
    const principal = await organization()
    const { domain } = (await listOrganizations(db)).find(({ key }) => key === principal.organizationKey) ?? {}
    const found = async () => (await directory.find(domain ?? '')).ownLimits.requestsPerMinute
    assert.equal(await found(), 'default')
    await service.set(principal, { requestsPerMinute: 12 })
    assert.equal(await found(), 12)
  })

  it('an organization that is gone has none', async () => {
    const nobody = systemPrincipal(newKey(), 'test')
    await assert.rejects(
      service.set(nobody, { requestsPerMinute: 5 }),
      (error: unknown) => error instanceof Problem && error.problem === 'organization_unknown',
    )
  })
})
