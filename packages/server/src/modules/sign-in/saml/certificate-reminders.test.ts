import assert from 'node:assert/strict'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { before, beforeEach, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { recordingLog } from '@portico/testing/logs.ts'
import { testClock } from '@portico/testing/server.ts'
import { testConfig } from '@portico/testing/test-config.ts'
import { testVault } from '@portico/testing/vault.ts'
import type { Db } from '../../../db/transaction.ts'
import { createIdentityProvider } from '../../directory/identity-providers/create-identity-provider.ts'
import { updateIdentityProvider } from '../../directory/identity-providers/update-identity-provider.ts'
import { deleteExpiredSamlRows } from './delete-expired-saml-rows.ts'
import { createFirstSamlKey } from './generate-saml-key.ts'
import { listEndingCertificates } from './list-ending-certificates.ts'
import { remindOfCertificates } from './remind-of-certificates.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'

const day = 86_400_000
const start = Date.parse('2026-01-01T12:00:00.000Z')
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const certificate = (days: number): string =>
  new X509Certificate(
    selfSignedCertificate(privateKey, 'provider', { from: start - day, until: start + days * day }),
  ).toString()

onBothEngines('Certificates that end', (_engine, open) => {
  const vault = testVault()
  let clock: ReturnType<typeof testClock>
  let db: Db
  let directory: Directory
  const parts = () => ({ db, clock, vault, config: testConfig(), log: recordingLog([]) })

  const samlConfiguration = (...certificates: string[]) => [
    { configName: 'entityId', configValue: 'urn:example:directory' },
    { configName: 'singleSignOnUrl', configValue: 'https://directory.example.com/sso' },
    { configName: 'certificate', configValue: certificates.join('\n') },
  ]
  const createProvider = async (name: string, ...certificates: string[]): Promise<string> => {
    const request = { name, type: 'SAML', samlConfiguration: samlConfiguration(...certificates) } as const
    return (await createIdentityProvider(parts(), directory.administrator, request)).key
  }
  const ending = async () =>
    (await listEndingCertificates(parts(), directory.organizationKey)).map(
      ({ identityProvider, certificate }) => `${identityProvider?.name ?? 'own'} ${certificate.state}`,
    )
  const remind = () =>
    remindOfCertificates({ ...parts(), publicUrl: () => 'https://id.example.com' }, new AbortController().signal)
  const mails = async (): Promise<string[]> => {
    const rows = await db
      .selectFrom('mails')
      .select(['to_address', 'subject', 'kind'])
      .where('organization_key', '=', directory.organizationKey)
      .orderBy('key')
      .execute()
    return rows.map(({ to_address, subject, kind }) => `${kind} ${to_address} ${subject}`)
  }
  const administrator = async (email: string): Promise<void> => {
    const [userKey = ''] = await directory.users({ email, name: 'Ada' })
    await directory.grantOrganizationRole({ userKey, organizationRoleKey: directory.administratorKey })
  }

  before(async () => {
    db = (await open()).db
  })
  beforeEach(async () => {
    clock = testClock(start)
    directory = await createDirectory(db, clock)
  })

  test('are told of by one mail to each manager, 30 days before, and anew for the one in its place', async () => {
    const key = await createProvider('Directory', certificate(40))
    await remind()
    clock.advance(10 * day)
    await remind()
    assert.deepEqual(await mails(), [], 'a day early, then nobody to tell')
    await administrator('ada@example.com')
    clock.advance(60_000)
    await Promise.all([remind(), remind()])
    await remind()
    const told = 'certificate-expiry ada@example.com The certificate of Directory ends on'
    assert.deepEqual(await mails(), [`${told} 10 February 2026, 12:00 UTC`])
    const changed = { samlConfiguration: samlConfiguration(certificate(41), certificate(40)) }
    await updateIdentityProvider(parts(), directory.administrator, key, changed)
    clock.advance(day)
    await remind()
    assert.deepEqual((await mails()).slice(1), [`${told} 11 February 2026, 12:00 UTC`])
    clock.advance(40 * day)
    await deleteExpiredSamlRows({ db, clock }, new AbortController().signal)
    await remind()
    assert.equal((await mails()).length, 2, 'of one that has ended')
    assert.deepEqual(await ending(), ['Directory ended'])
  })

  test('are those that somebody has to replace, the last one of each provider, and of the own key', async () => {
    await createFirstSamlKey(parts(), directory.organizationKey)
    await createProvider('Soon', certificate(29))
    await createProvider('Replaced in time', certificate(5), certificate(100), certificate(7))
    await createProvider('Ended', certificate(-0.5))
    const fetched = [{ configName: 'metadataUrl', configValue: 'https://directory.example.com/metadata' }]
    const request = { name: 'Fetched', type: 'SAML', samlConfiguration: fetched } as const
    await createIdentityProvider(parts(), directory.administrator, request)
    assert.deepEqual(await ending(), ['Ended ended', 'Soon ends-soon'])
    clock.advance((20 * 365 - 10) * day)
    assert.deepEqual((await ending()).at(-1), 'own ends-soon')
  })

  test('of the own key matter to nobody where no SAML provider is', async () => {
    await createFirstSamlKey(parts(), directory.organizationKey)
    clock.advance(20 * 365 * day)
    assert.deepEqual(await ending(), [])
    await createProvider('Directory', certificate(9_999))
    assert.deepEqual(await ending(), ['own ends-soon'])
  })
})
