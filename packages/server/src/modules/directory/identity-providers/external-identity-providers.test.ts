import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { localhostCertificate } from '@portico/testing/certificate.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { testVault } from '@portico/testing/vault.ts'
import type { Vault } from '../../../config/vault.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createIdentityProvider } from './create-identity-provider.ts'
import { deleteIdentityProvider } from './delete-identity-provider.ts'
import { getIdentityProvider } from './get-identity-provider.ts'
import { getProviderAssignments } from './get-provider-assignments.ts'
import type {
  IdentityProviderCreateRequest,
  IdentityProvidersQuery,
  OidcConfigurationRequest,
} from './identity-providers-schemas.ts'
import { listIdentityProviders } from './list-identity-providers.ts'
import { replaceProviderAssignments } from './replace-provider-assignments.ts'
import { updateIdentityProvider } from './update-identity-provider.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const column = 'identity_providers.client_secret_encrypted'
const secret = 'very-secret-text'
const discoveryUrl = 'https://login.example.com/.well-known/openid-configuration'

onBothEngines('External identity providers', (_engine, open) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  let db: Db
  let vault: Vault
  let directory: Directory
  let parts: Parts<'clock' | 'vault'>
  let manager: Principal

  before(async () => {
    db = (await open()).db
    vault = testVault()
    directory = await createDirectory(db, clock)
    parts = { db, clock, vault }
    manager = directory.principal('User and access management > Manage authentication')
  })

  const oidc = (name: string, more: OidcConfigurationRequest = {}): IdentityProviderCreateRequest => ({
    name,
    type: 'OIDC',
    oidcConfiguration: { discoveryUrl, clientId: 'client', ...more },
  })
  const create = async (request: IdentityProviderCreateRequest): Promise<string> =>
    (await createIdentityProvider(parts, manager, request)).key
  const refuses = (work: () => Promise<unknown>, problem: string, message: RegExp): Promise<void> =>
    storingNothing(db, () => assert.rejects(work, { problem, message }))
  const rowOf = (key: string) =>
    db.selectFrom('identity_providers').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
  const entriesOf = async (key: string) =>
    (await db.selectFrom('audit_entries').selectAll().where('entity_key', '=', key).execute()).sort((a, b) =>
      a.action < b.action ? -1 : 1,
    )

  test('are 500 of an organization at most, with the built-in one', async () => {
    const full = await createDirectory(db, clock)
    const manager = full.principal('User and access management > Manage authentication')
    const row = await db
      .selectFrom('identity_providers')
      .selectAll()
      .where('organization_key', '=', full.organizationKey)
      .executeTakeFirstOrThrow()
    const named = (n: number) => ({ ...row, key: newKey(), name: `${n}`, name_folded: `${n}`, is_built_in: 0 as const })
    await insertRows(
      db,
      'identity_providers',
      Array.from({ length: 498 }, (_, n) => named(n)),
    )
    await createIdentityProvider(parts, manager, oidc('Last'))
    await refuses(
      () => createIdentityProvider(parts, manager, oidc('One too many')),
      'identity_providers_too_many',
      /up to 500 identity providers/,
    )
  })

  test('creates one for OpenID Connect, and never shows its secret again', async () => {
    const key = await create(oidc('Acme', { clientSecret: secret }))
    const { oidcConfiguration, ...rest } = await getIdentityProvider(parts, manager, key.toUpperCase())
    assert.deepEqual(rest, {
      key,
      name: 'Acme',
      samlConfiguration: null,
      tokenNormalizations: null,
      lastUpdatedDate: '2026-11-23T15:00:00.000Z',
      type: 'OIDC',
      subtype: 'Custom',
      emailTrustType: 'EmailVerifiedClaim',
      hosting: 'selfhosted',
      autoCreateProfiles: true,
      profileLinkingField: 'Email',
    })
    assert.deepEqual(oidcConfiguration, {
      discoveryUrl,
      authorizationUrl: null,
      tokenUrl: null,
      userInfoUrl: null,
      logoutUrl: null,
      jwksUrl: null,
      issuer: null,
      clientAuthenticationMethod: 'client_secret_post',
      clientAssertionSigningAlgorithm: null,
      scopes: ['openid', 'profile', 'email'],
      clientId: 'client',
      clientSecret: null,
      usePkce: true,
      pkceMethod: 'S256',
      providerCustomConfig: null,
      suppressNonceVerification: false,
    })
    const row = await rowOf(key)
    assert.equal(vault.decrypt(column, row, row.client_secret_encrypted ?? ''), secret)
    assert.throws(() => vault.decrypt(column, { ...row, key: unknownKey }, row.client_secret_encrypted ?? ''))
    assert.doesNotMatch(JSON.stringify([row, await entriesOf(key)]), RegExp(secret))
  })

  test('creates one for SAML', async () => {
    const samlConfiguration = [
      { configName: 'entityId', configValue: 'urn:acme' },
      { configName: 'singleSignOnUrl', configValue: 'https://saml.example.com/sso' },
      { configName: 'certificate', configValue: localhostCertificate.cert },
      { configName: 'unknown', configValue: 'is kept' },
    ]
    const tokenNormalizations = [{ normalClaim: 'email', foreignClaim: 'mail' }]
    const key = await create({ name: 'SAML', type: 'SAML', samlConfiguration, tokenNormalizations, hosting: 'oscloud' })
    const shown = await getIdentityProvider(parts, manager, key)
    assert.deepEqual(
      [shown.type, shown.samlConfiguration, shown.tokenNormalizations, shown.oidcConfiguration, shown.hosting],
      ['SAML', samlConfiguration, tokenNormalizations, null, 'oscloud'],
    )
    const duplicate = [...samlConfiguration, { configName: 'ENTITYID', configValue: 'x' }]
    await refuses(
      () => updateIdentityProvider(parts, manager, key, { samlConfiguration: duplicate }),
      'invalid_body',
      /\[4\]/,
    )
    const insecure = [{ configName: 'metadataUrl', configValue: 'http://saml.example.com' }]
    await refuses(
      () => updateIdentityProvider(parts, manager, key, { samlConfiguration: insecure }),
      'invalid_body',
      /\[0\].*https/,
    )
    await refuses(
      () => updateIdentityProvider(parts, manager, key, { oidcConfiguration: {} }),
      'invalid_body',
      /oidcConfiguration does not belong/,
    )
  })

  test('lists them by name, the built-in one among them', async () => {
    const own = await createDirectory(db, clock)
    const principal = own.principal('User and access management > Manage authentication')
    for (const name of ['zebra', 'Acme 100%', 'corp']) await createIdentityProvider(parts, principal, oidc(name))
    const names = async (query: IdentityProvidersQuery) =>
      (await listIdentityProviders(parts, principal, query)).results.map(({ name }) => name)
    assert.deepEqual(await names({}), ['Acme 100%', 'Built-in', 'corp', 'zebra'])
    assert.deepEqual(await names({ nameContains: 'C' }), ['Acme 100%', 'corp'])
    assert.deepEqual(await names({ nameContains: '%' }), ['Acme 100%'])
    assert.deepEqual(await names({ key: own.builtInKey.toUpperCase() }), ['Built-in'])
    assert.deepEqual(await names({ key: directory.builtInKey }), [])
    const { results, page } = await listIdentityProviders(parts, principal, { limit: 1, offset: 2 })
    assert.deepEqual([results[0]?.name, page.totalResults, page.nextPageOffset], ['corp', 4, 3])
    const builtIn = await getIdentityProvider(parts, principal, own.builtInKey)
    assert.deepEqual([builtIn.type, builtIn.subtype, builtIn.oidcConfiguration], ['Cognito', 'Custom', null])
  })

  test('refuses configurations that cannot work, and names the field', async () => {
    const explicit = {
      authorizationUrl: 'https://a.example.com/authorize',
      tokenUrl: 'https://a.example.com/token',
      jwksUrl: 'https://a.example.com/jwks',
      issuer: 'https://a.example.com',
    }
    const cases: [OidcConfigurationRequest, RegExp][] = [
      [{ discoveryUrl: 'http://login.example.com' }, /oidcConfiguration\.discoveryUrl must be an https URL/],
      [{ discoveryUrl: 'https://user@login.example.com' }, /discoveryUrl/],
      [{ logoutUrl: 'https://login.example.com/#top' }, /oidcConfiguration\.logoutUrl/],
      [{ userInfoUrl: 'https://login example.com' }, /userInfoUrl/],
      [{ tokenUrl: 'javascript:alert(1)' }, /tokenUrl/],
      [{ discoveryUrl: null }, /discoveryUrl.*authorizationUrl.*issuer/],
      [{ ...explicit, discoveryUrl: null, jwksUrl: null }, /needed: oidcConfiguration\.jwksUrl\./],
      [{ clientId: null }, /clientId is missing/],
      [{ scopes: ['email'] }, /scopes must hold openid/],
      [{ clientAssertionSigningAlgorithm: 'ES256' }, /clientAssertionSigningAlgorithm is ES256.*private_key_jwt/],
      [
        { clientAuthenticationMethod: 'private_key_jwt', clientAssertionSigningAlgorithm: 'HS256' },
        /HS256.*client_secret_jwt/,
      ],
    ]
    for (const [more, message] of cases) await refuses(() => create(oidc('Bad', more)), 'invalid_body', message)
    await refuses(() => create({ name: 'Bad', type: 'OIDC' }), 'invalid_body', /oidcConfiguration is missing/)
    await refuses(() => create({ name: 'Bad', type: 'SAML' }), 'invalid_body', /samlConfiguration is missing/)
    const method = { clientAuthenticationMethod: 'client_secret_basic' } as const
    await refuses(() => create(oidc('Bad', method)), 'identity_provider_secret_missing', /client_secret_basic/)
    await create(oidc('Local', { discoveryUrl: 'http://localhost:9000/.well-known/openid-configuration' }))
    await create(oidc('Explicit', { ...explicit, discoveryUrl: null }))
  })

  test('keeps names unique without regard to case, also when several come at the same time', async () => {
    const key = await create(oidc('Taken'))
    const taken = 'identity_provider_name_taken'
    await refuses(() => create(oidc('TAKEN')), taken, /'TAKEN'/)
    await refuses(() => create(oidc('built-IN')), taken, /built-IN/)
    await refuses(() => updateIdentityProvider(parts, manager, key, { name: 'built-in' }), taken, /'built-in'/)
    const answers = await Promise.allSettled([1, 2, 3].map(() => create(oidc('At once'))))
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
    for (const answer of answers) if (answer.status === 'rejected') assert.equal(answer.reason.problem, taken)
  })

  test('changes what is given, and leaves the rest', async () => {
    const key = await create(oidc('Edited', { clientSecret: secret, logoutUrl: 'https://login.example.com/out' }))
    const before = await rowOf(key)
    await storingNothing(db, () =>
      updateIdentityProvider(parts, manager, key, { name: 'Edited', oidcConfiguration: {} }),
    )
    clock.advance(1000)
    await updateIdentityProvider(parts, manager, key, {
      name: 'Renamed',
      emailTrustType: 'All',
      autoCreateProfiles: false,
      tokenNormalizations: [{ normalClaim: 'name', foreignClaim: 'cn' }],
      oidcConfiguration: { logoutUrl: null, usePkce: false, scopes: ['openid'] },
    })
    const { oidcConfiguration: now, ...rest } = await getIdentityProvider(parts, manager, key)
    assert.deepEqual([rest.name, rest.emailTrustType, rest.autoCreateProfiles], ['Renamed', 'All', false])
    assert.deepEqual([now?.logoutUrl, now?.usePkce, now?.scopes, now?.clientId], [null, false, ['openid'], 'client'])
    assert.ok((rest.lastUpdatedDate ?? '') > before.updated_at)
    assert.equal((await rowOf(key)).client_secret_encrypted, before.client_secret_encrypted)
    await updateIdentityProvider(parts, manager, key, { tokenNormalizations: null })
    assert.equal((await getIdentityProvider(parts, manager, key)).tokenNormalizations, null)
  })

  test('never sends a secret to another place than the one it was given for', async () => {
    const key = await create(oidc('Guarded', { clientSecret: secret }))
    const edit = (oidcConfiguration: OidcConfigurationRequest) => () =>
      updateIdentityProvider(parts, manager, key, { oidcConfiguration })
    const missing = 'identity_provider_secret_missing'
    const elsewhere = 'https://evil.example.com/token'
    await refuses(edit({ tokenUrl: elsewhere }), missing, /clientSecret must be sent again/)
    await refuses(edit({ discoveryUrl: elsewhere }), missing, /clientSecret/)
    await refuses(edit({ clientId: 'other' }), missing, /clientSecret/)
    await refuses(edit({ clientSecret: null }), missing, /client_secret_post/)
    await edit({ tokenUrl: elsewhere, clientSecret: 'another-secret' })()
    const row = await rowOf(key)
    assert.equal(vault.decrypt(column, row, row.client_secret_encrypted ?? ''), 'another-secret')
    await edit({ clientSecret: 'a-third-secret' })()
    const entries = (await entriesOf(key)).map(({ new_values }) => new_values ?? '')
    assert.ok(entries.some((text) => JSON.parse(text).isClientSecretNew))
    assert.doesNotMatch(entries.join(), /secret-text|another-secret|third-secret/)
    await edit({ clientSecret: null, clientAuthenticationMethod: null })()
    assert.equal((await rowOf(key)).client_secret_encrypted, null)
    await edit({ discoveryUrl: 'https://other.example.com' })()
  })

  test('is assigned to members and environments', async () => {
    const { development, test } = directory
    const key = await create(oidc('Assigned'))
    assert.deepEqual(await getProviderAssignments(parts, manager, key), { organization: false, environmentKeys: [] })
    const environmentKeys = [test.key.toUpperCase(), development.key, test.key]
    await replaceProviderAssignments(parts, manager, key, { organization: true, environmentKeys })
    const assigned = { organization: true, environmentKeys: [development.key, test.key].sort() }
    assert.deepEqual(await getProviderAssignments(parts, manager, key), assigned)
    await storingNothing(db, () => replaceProviderAssignments(parts, manager, key, assigned))
    const unknown = { organization: false, environmentKeys: [test.key, unknownKey] }
    await refuses(
      () => replaceProviderAssignments(parts, manager, key, unknown),
      'environment_unknown',
      RegExp(unknownKey),
    )
    await replaceProviderAssignments(parts, manager, key, { organization: false, environmentKeys: [test.key] })
    assert.deepEqual(await getProviderAssignments(parts, manager, key), {
      organization: false,
      environmentKeys: [test.key],
    })
    const builtIn = await getProviderAssignments(parts, manager, directory.builtInKey)
    assert.deepEqual([builtIn.organization, builtIn.environmentKeys.length], [true, 3])
  })

  test('is deleted when nothing refers to it any more', async () => {
    const key = await create(oidc('Doomed', { clientSecret: secret }))
    await replaceProviderAssignments(parts, manager, key, { organization: true, environmentKeys: [directory.test.key] })
    const [userKey = ''] = await directory.users({ profiles: [{ identityProviderKey: key, subject: 's' }] })
    const [groupKey = ''] = await directory.groups({ environmentKey: directory.test.key })
    const now = new Date(clock.now()).toISOString()
    await db
      .insertInto('group_claim_mappings')
      .values({
        organization_key: directory.organizationKey,
        key: unknownKey,
        group_key: groupKey,
        identity_provider_key: key,
        claim_name: 'groups',
        claim_value: 'staff',
        value_delimiter: null,
        created_at: now,
        updated_at: now,
      })
      .execute()
    await refuses(
      () => deleteIdentityProvider(parts, manager, key),
      'identity_provider_used',
      /Doomed cannot be deleted: it has 1 user profile and 1 claim mapping\./,
    )
    await db.deleteFrom('users').where('key', '=', userKey).execute()
    await refuses(
      () => deleteIdentityProvider(parts, manager, key),
      'identity_provider_used',
      /Doomed cannot be deleted: it has 0 user profiles and/,
    )
    await db.deleteFrom('group_claim_mappings').where('key', '=', unknownKey).execute()
    await deleteIdentityProvider(parts, manager, key)
    await refuses(() => getIdentityProvider(parts, manager, key), 'identity_provider_not_found', RegExp(key))
    const actions = (await entriesOf(key)).map(({ action }) => action)
    assert.deepEqual(actions, ['identity-provider.assigned', 'identity-provider.created', 'identity-provider.deleted'])
  })

  test('leaves the built-in one as it is, and knows nothing of other organizations', async () => {
    const key = await create(oidc('Here'))
    const other = await createDirectory(db, clock)
    const elsewhere = other.principal('User and access management > Manage authentication')
    const works = (principal: Principal, key: string): (() => Promise<unknown>)[] => [
      () => updateIdentityProvider(parts, principal, key, { name: 'X' }),
      () => deleteIdentityProvider(parts, principal, key),
      () => replaceProviderAssignments(parts, principal, key, { organization: true, environmentKeys: [] }),
    ]
    for (const work of works(manager, directory.builtInKey))
      await refuses(work, 'identity_provider_read_only', /built in/)
    const reads = [
      () => getIdentityProvider(parts, elsewhere, key),
      () => getProviderAssignments(parts, elsewhere, key),
    ]
    for (const work of [...works(elsewhere, key), ...reads]) {
      await refuses(work, 'identity_provider_not_found', RegExp(key))
    }
  })
})
