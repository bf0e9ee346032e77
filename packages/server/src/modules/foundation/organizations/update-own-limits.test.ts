import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { Database, Engine } from '../../../db/database.ts'
import { newKey } from '../../../db/keys.ts'
import { Problem } from '../../../problems/problem.ts'
import { systemPrincipal } from '../permissions/principal.ts'
import type { OwnLimits } from '../rate-limits/own-limits.ts'
import { listOrganizations } from './list-organizations.ts'
import { createOrganizationDirectory } from './organization-directory.ts'
import { updateOwnLimits } from './update-own-limits.ts'

onBothEngines('An organization’s own limits', (_engine: Engine, open: () => Promise<Database>) => {
  const clock = testClock()
  let database: Database

  before(async () => {
    database = await open()
  })

  const organization = async () => {
    const { organizationKey } = await createDirectory(database.db, clock)
    return systemPrincipal(organizationKey, 'portico organization limit')
  }
  const stored = async (key: string): Promise<OwnLimits | undefined> =>
    (await listOrganizations(database)).find((one) => one.key === key)?.ownLimits
  const entries = (key: string) =>
    database.db
      .selectFrom('audit_entries')
      .select(['action', 'actor_name', 'entity_type', 'entity_key', 'entity_name', 'old_values', 'new_values'])
      .where('organization_key', '=', key)
      .orderBy('key')
      .execute()

  test('there are none at first; they are stored, and put back', async () => {
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
      assert.deepEqual(await updateOwnLimits({ db: database.db, clock }, principal, changes), after)
      assert.deepEqual(await stored(key), after)
    }
    assert.deepEqual(await stored(another.organizationKey), { requestsPerMinute: 'default', bulkPerMinute: 'default' })
  })

  test('a change has an entry with what held before and after; what changes nothing has none', async () => {
    const principal = await organization()
    const { organizationKey: key } = principal
    await updateOwnLimits({ db: database.db, clock }, principal, { requestsPerMinute: 6_000, bulkPerMinute: 'default' })
    await updateOwnLimits({ db: database.db, clock }, principal, { requestsPerMinute: 6_000 })
    await updateOwnLimits({ db: database.db, clock }, principal, {})
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

  test('two changes at the same time both hold', async () => {
    const principal = await organization()
    await Promise.all([
      updateOwnLimits({ db: database.db, clock }, principal, { requestsPerMinute: 70 }),
      updateOwnLimits({ db: database.db, clock }, principal, { bulkPerMinute: 3 }),
    ])
    assert.deepEqual(await stored(principal.organizationKey), { requestsPerMinute: 70, bulkPerMinute: 3 })
    const written = await entries(principal.organizationKey)
    assert.equal(written.length, 2)
    // Each begins where the other ends, whichever was first.
    assert.ok(
      written.some(({ old_values }) => old_values === written[0]?.new_values || old_values === written[1]?.new_values),
    )
  })

  test('are known with the organization of a request, at once in the process that changed them', async () => {
    const directory = createOrganizationDirectory({
      db: database.db,
      database,
      publicUrl: () => 'http://id.example.com',
    })
    const principal = await organization()
    const { domain } = (await listOrganizations(database)).find(({ key }) => key === principal.organizationKey) ?? {}
    const found = async () => (await directory.find(domain ?? '')).ownLimits.requestsPerMinute
    assert.equal(await found(), 'default')
    await updateOwnLimits({ db: database.db, clock }, principal, { requestsPerMinute: 12 })
    assert.equal(await found(), 12)
  })

  test('an organization that is gone has none', async () => {
    const nobody = systemPrincipal(newKey(), 'test')
    await assert.rejects(
      updateOwnLimits({ db: database.db, clock }, nobody, { requestsPerMinute: 5 }),
      (error: unknown) => error instanceof Problem && error.problem === 'organization_unknown',
    )
  })
})
