import assert from 'node:assert/strict'
import { test } from 'node:test'
import { domainToASCII } from 'node:url'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { foldedEmail } from '../folded-columns.ts'
import { foldedColumns } from './0018-folded-columns.ts'

/** As texts were folded before */
const former = (text: string): string => text.normalize('NFKC').toLowerCase()

onBothEngines('the migration of folded columns', (engine, open) => {
  test('writes what changed, and leaves one of two rows that are the same now', async () => {
    const { db } = await open()
    const clock = testClock()
    const { organizationKey, users, groups, development } = await createDirectory(db, clock)
    // More than a batch. The second and the last one have one mailbox, and so have the third and the fourth.
    const emails = ['ada@example.com', 'zoë@köln.example', 'ADA@Ærø.example', `ada@${domainToASCII('ærø.example')}`]
    for (let n = 0; n < 2_100; n++) emails.push(`user${n}@łódź.example`)
    emails.push(`ZOË@${domainToASCII('köln.example')}`)
    const keys = await users(
      ...emails.map((email, n) => ({ name: `Łukasz ${n}`, email: n === 0 ? email : `${n}@x.example` })),
    )
    for (const [n, key] of keys.entries()) {
      const email = emails[n] ?? ''
      const values = {
        email,
        email_folded: former(email),
        email_domain: former(email).split('@')[1],
        name_folded: `łukasz ${n}`,
      }
      await db.updateTable('users').set(values).where('key', '=', key).execute()
    }
    const environmentKey = development.key
    const [one, two] = await groups({ environmentKey, name: 'Night shift' }, { environmentKey, name: 'Night' })
    const spaced = { name: 'Night  shift', name_folded: 'night  shift' }
    await db
      .updateTable('groups')
      .set(spaced)
      .where('key', '=', two ?? '')
      .execute()

    const warnings: string[] = []
    const warned = (warning: Error): void => void warnings.push(warning.message)
    process.on('warning', warned)
    await foldedColumns(engine).up(db)
    await new Promise((done) => setImmediate(done))
    process.off('warning', warned)

    const rows = await db.selectFrom('users').selectAll().where('organization_key', '=', organizationKey).execute()
    const byKey = new Map(rows.map((row) => [row.key, row]))
    for (const [n, key] of keys.entries()) {
      const isSecond = n === 3 || n === emails.length - 1
      const { email_folded, email_domain, name_folded } = byKey.get(key) ?? {}
      assert.equal(email_folded, isSecond ? former(emails[n] ?? '') : foldedEmail(emails[n] ?? ''), emails[n])
      assert.equal(name_folded, `lukasz ${n}\u0001łukasz ${n}`)
      assert.match(email_domain ?? '', /^[ -~]+$/)
    }
    const folded = await db.selectFrom('groups').select(['key', 'name_folded']).execute()
    assert.equal(folded.find(({ key }) => key === one)?.name_folded, 'night shift')
    assert.equal(folded.find(({ key }) => key === two)?.name_folded, 'night  shift')
    assert.equal(warnings.length, 3)
    assert.match(warnings.join('\n'), new RegExp(`users, key ${keys.at(-1)}: another one has the same email now`))
    assert.match(warnings.join('\n'), new RegExp(`groups, key ${two}`))

    // Another run, such as after a restored backup, finds nothing to do but says it again.
    await foldedColumns(engine).up(db)
  })
})
