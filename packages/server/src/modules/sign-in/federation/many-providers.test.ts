import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { localhostCertificate } from '@portico/testing/certificate.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { longestTurn } from '@portico/testing/longest-turn.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { findSamlProvider } from '../saml/find-saml-provider.ts'
import { listEndingCertificates } from '../saml/list-ending-certificates.ts'
import { listProvidersFor } from './list-providers-for.ts'

onBothEngines('An organization with many identity providers', (_engine, open) => {
  let db: Db
  let directory: Directory

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, { now: () => Date.parse('2026-11-23T15:00:00.000Z') })
    const { organizationKey: organization_key } = directory
    const keys = Array.from({ length: 300 }, () => newKey())
    const row = await db.selectFrom('identity_providers').selectAll().where('is_built_in', '=', 1).executeTakeFirst()
    assert.ok(row)
    const certificate = Array.from({ length: 10 }, () => localhostCertificate.cert).join('')
    const saml = JSON.stringify([
      { configName: 'entityId', configValue: 'https://idp.example.com' },
      { configName: 'certificate', configValue: certificate },
    ])
    const provider = { ...row, type: 'SAML', saml, is_built_in: 0, is_for_organization: 1 } as const
    const rows = keys.map((key, n) => ({ ...provider, key, name: `Provider ${n}`, name_folded: `provider ${n}` }))
    await insertRows(db, 'identity_providers', rows)
    const domains = keys.flatMap((identity_provider_key, n) =>
      Array.from({ length: 100 }, (_, m) => ({
        organization_key,
        identity_provider_key,
        domain: `d${m}.p${n}.example`,
      })),
    )
    await insertRows(db, 'identity_provider_domains', domains)
  })

  test('offers them for a sign-in without reading their domains', async () => {
    const list = () => listProvidersFor({ db }, directory.organizationKey, { kind: 'portal' })
    const [builtIn, first] = await list()
    assert.deepEqual([builtIn?.hasEmailDomains, first?.hasEmailDomains], [false, true])
    const longest = await longestTurn(list)
    assert.ok(longest < 20, `${longest} ms`)
  })

  test('reads those of SAML a few at a time', async () => {
    const { organizationKey } = directory
    const clock = { now: () => Date.parse('2126-10-29T00:00:00.000Z') }
    const outgoing = { fetch: () => Promise.reject(new Error('nothing is fetched')) }
    const parts = { db, clock, outgoing }
    const list = () => listEndingCertificates(parts, organizationKey)
    assert.equal((await list()).length, 300)
    // With 3,000 certificates, what the collector of garbage takes
    assert.ok((await longestTurn(list)) < 60)
    const found = await longestTurn(() => findSamlProvider(parts, organizationKey, 'https://another.example.com'))
    assert.ok(found < 20, `${found} ms`)
  })
})
