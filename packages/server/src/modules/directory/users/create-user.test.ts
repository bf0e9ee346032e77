import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createUser } from './create-user.ts'
import { getUser } from './get-user.ts'
import type { UserCreateRequest } from './users-schemas.ts'

onBothEngines('Creating users', (_engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let db: Db
  let directory: Directory
  let parts: Parts<'clock'>
  let manager: Principal
  let external: string

  before(async () => {
    db = (await open()).db
    parts = { db, clock }
    directory = await createDirectory(db, clock)
    manager = directory.principal('User and access management > Manage users')
    external = await directory.identityProvider('External')
  })

  const create = async (request: UserCreateRequest) => {
    const { key } = await createUser(parts, manager, request)
    return getUser(parts, manager, key, ['UserIdentityProviders'])
  }
  const refuses = (request: UserCreateRequest, problem: string): Promise<void> =>
    storingNothing(db, () => assert.rejects(createUser(parts, manager, request), { problem }))
  const profilesOf = async (key: string) =>
    (await getUser(parts, manager, key, ['UserIdentityProviders']))._embedded?.userIdentityProviders?.map(
      ({ identityProviderKey, subject, username }) => ({ identityProviderKey, subject, username }),
    )

  test('creates an active user of an e-mail alone', async () => {
    const { key, ...user } = await create({ email: 'Plain@Example.com' })
    assert.deepEqual(user, {
      name: null,
      email: 'Plain@Example.com',
      status: 'Active',
      access: { hasOrganizationRoles: false, hasApplicationRoles: false },
      lastLoginAt: null,
      isActive: true,
      photoUrl: null,
      isEmailVerified: false,
      isTermsAndConditionsAccepted: false,
      _embedded: { userIdentityProviders: [] },
    })
    const entries = await db.selectFrom('audit_entries').selectAll().where('entity_key', '=', key).execute()
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['user.created'],
    )
    assert.deepEqual(JSON.parse(entries[0]?.new_values ?? ''), {
      name: null,
      email: 'Plain@Example.com',
      status: 'Active',
      photoUrl: null,
      identityProviderKeys: [],
    })
  })

  test('creates inactive users, users with built-in and external profiles, and users without e-mail', async () => {
    assert.equal((await create({ email: 'off@example.com', isActive: false })).status, 'Inactive')
    const both = await create({
      name: 'Both',
      email: 'both@example.com',
      addToBuiltInIdentityProvider: true,
      identityProviderKey: external.toUpperCase(),
      subject: 'both',
      username: 'Both',
    })
    assert.deepEqual(
      await profilesOf(both.key),
      [
        { identityProviderKey: directory.builtInKey, subject: both.key, username: 'both@example.com' },
        { identityProviderKey: external, subject: 'both', username: 'Both' },
      ].sort((a, b) => (a.identityProviderKey < b.identityProviderKey ? -1 : 1)),
    )
    const nameless = await create({ identityProviderKey: external, username: 'nameless' })
    assert.deepEqual([nameless.email, nameless.isEmailVerified], [null, null])
  })

  test('accepts e-mails of every script and refuses what is none', async () => {
    for (const email of [
      'ünï@exämple.de',
      "o'neil+tag@mail.example.co.uk",
      '用户@例子.公司',
      `${'a'.repeat(64)}@example.org`,
    ]) {
      assert.equal((await create({ email })).email, email)
    }
    const wrong = [
      '',
      ' ',
      'ada',
      '@example.com',
      'ada@',
      'ada@example',
      'a b@example.com',
      'a@b@example.com',
      'a..b@example.com',
      'ada@-example.com',
      'ada@example..com',
      'ada@example.com.',
      'Ada <ada@example.com>',
      'ada\u0000@example.com',
      'ada\u200b@example.com',
      'a\uff20b@example.com',
      `${'a'.repeat(65)}@example.org`,
      'ada@example.com\n',
    ]
    for (const email of wrong) await refuses({ email }, 'invalid_body')
  })

  test('refuses users who would have nothing to sign in with, and unknown identity providers', async () => {
    await refuses({}, 'user_incomplete')
    await refuses({ name: 'Nobody', email: null }, 'user_incomplete')
    await refuses({ identityProviderKey: external }, 'user_incomplete')
    await refuses({ email: 'x@example.com', identityProviderKey: external }, 'user_incomplete')
    await refuses({ name: 'Nobody', addToBuiltInIdentityProvider: true }, 'user_incomplete')
    await refuses({ email: 'x@example.com', subject: 's' }, 'invalid_body')
    await refuses({ email: 'x@example.com', photoUrl: 'javascript:alert(1)' }, 'invalid_body')
    await refuses({ email: 'x@example.com', photoUrl: `https://${'ä'.repeat(301)}.example/` }, 'invalid_body')
    const elsewhere = await createDirectory(db, clock)
    await refuses({ identityProviderKey: elsewhere.builtInKey, subject: 's' }, 'identity_provider_unknown')
  })

  test('adds the built-in profile to the user with this e-mail and leaves the user as it is', async () => {
    const { key } = await create({ name: 'First', email: 'Linked@Example.com', isActive: false })
    await refuses({ email: 'linked@example.com' }, 'email_taken')
    const again = {
      email: 'ＬＩＮＫＥＤ@example.com',
      name: 'Second',
      photoUrl: 'https://example.com/2',
      isActive: true,
    }
    const linked = await create({ ...again, addToBuiltInIdentityProvider: true })
    assert.deepEqual(
      [linked.key, linked.name, linked.photoUrl, linked.status, linked.email],
      [key, 'First', null, 'Inactive', 'Linked@Example.com'],
    )
    assert.equal(linked._embedded?.userIdentityProviders?.[0]?.name, 'Second')
    await refuses({ ...again, addToBuiltInIdentityProvider: true }, 'email_taken')
    const entries = await db.selectFrom('audit_entries').select('action').where('entity_key', '=', key).execute()
    assert.deepEqual(entries.map(({ action }) => action).sort(), ['user.created', 'user.identity-linked'])
  })

  test('adds an external profile to the user with this e-mail, once', async () => {
    const { key } = await create({ email: 'external@example.com' })
    const request = { email: 'external@example.com', identityProviderKey: external, username: 'External' }
    assert.equal((await create(request)).key, key)
    assert.deepEqual(await profilesOf(key), [{ identityProviderKey: external, subject: null, username: 'External' }])
    await refuses({ ...request, username: 'other' }, 'identity_taken')
    await refuses({ identityProviderKey: external, username: 'EXTERNAL' }, 'identity_taken')
    await refuses(
      { email: 'another@example.com', identityProviderKey: external, username: 'external' },
      'identity_taken',
    )
    // What is new of the two is added.
    assert.equal(
      (await create({ ...request, identityProviderKey: null, username: null, addToBuiltInIdentityProvider: true })).key,
      key,
    )
    assert.equal((await profilesOf(key))?.length, 2)
  })

  test('recognizes the key of the built-in identity provider', async () => {
    const { key } = await create({ email: 'named@example.com', identityProviderKey: directory.builtInKey })
    assert.deepEqual(await profilesOf(key), [
      { identityProviderKey: directory.builtInKey, subject: key, username: 'named@example.com' },
    ])
    await refuses({ email: 'named@example.com', identityProviderKey: directory.builtInKey }, 'identity_taken')
    await refuses({ identityProviderKey: directory.builtInKey, username: 'x' }, 'user_incomplete')
  })

  test('creates one user where several are asked for at the same time with one e-mail', async () => {
    for (let round = 0; round < 5; round++) {
      const email = `race${round}@example.com`
      const answers = await Promise.allSettled(
        ['race', 'RACE', 'Race', 'rAce'].map((text) =>
          createUser(parts, manager, { email: email.replace('race', text) }),
        ),
      )
      assert.deepEqual(problemsOf(answers), ['created', 'email_taken', 'email_taken', 'email_taken'])
    }
  })

  test('gives a profile to one user where several ask for it at the same time', async () => {
    const answers = await Promise.allSettled(
      [1, 2, 3, 4].map((n) =>
        createUser(parts, manager, {
          email: `profile${n}@example.com`,
          identityProviderKey: external,
          subject: 'contested',
        }),
      ),
    )
    assert.deepEqual(problemsOf(answers), ['created', 'identity_taken', 'identity_taken', 'identity_taken'])
    const links = await Promise.allSettled(
      [1, 2, 3].map(() =>
        createUser(parts, manager, { email: 'linkrace@example.com', addToBuiltInIdentityProvider: true }),
      ),
    )
    assert.deepEqual(problemsOf(links), ['created', 'email_taken', 'email_taken'])
  })
})

const problemsOf = (answers: PromiseSettledResult<unknown>[]): string[] =>
  answers
    .map((answer) => (answer.status === 'fulfilled' ? 'created' : (answer.reason.problem ?? String(answer.reason))))
    .sort()
