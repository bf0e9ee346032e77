import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { onBothEngines } from '@portico/testing/databases.ts'
import { storeEncryptedValues } from '@portico/testing/encrypted-values.ts'
import { addOrganization, openElsewhere } from '@portico/testing/organizations.ts'
import { fetchToken } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { createCipher } from '../../../config/cipher.ts'
import { type EncryptedColumn, encryptedColumnNames } from '../../../config/encrypted-columns.ts'
import { promoteNextKeyFile } from '../../../config/key-file.ts'
import type { MasterKey } from '../../../config/master-key.ts'
import { MasterKeys } from '../../../config/master-keys.ts'
import { prepareNextMasterKey } from '../../../config/read-master-keys.ts'
import type { Context } from '../../../context.ts'
import type { Credentials } from '../../api-clients/clients/credentials.ts'
import { addSigningKey } from '../signing-keys/add-signing-key.ts'
import { newKeyPair } from '../signing-keys/key-pair.ts'
import { selectEncryptedValues, updateEncryptedValue } from './encrypted-values-repository.ts'
import { openDeploymentVault } from './open-deployment-vault.ts'
import { proveMasterKey } from './prove-master-key.ts'
import { rotateMasterKey } from './rotate-master-key.ts'

onBothEngines('The secrets of the database', (engine) => {
  let server: TestServer
  let context: Context
  /** A second node, on PostgreSQL */
  let node: Context
  let folder: string

  // The first organization has the host of the public URL.
  const token = (credentials: Credentials) => fetchToken(server.url.replace('127.0.0.1', 'localhost'), credentials)
  const values = (column: EncryptedColumn) => selectEncryptedValues(context.db, column, { limit: 1_000 })
  const everyValue = async () =>
    (
      await Promise.all(
        encryptedColumnNames.map(async (column) => (await values(column)).map((each) => ({ column, ...each }))),
      )
    ).flat()
  const opened = (keys: MasterKeys) => async () => {
    const { decrypt } = createCipher(keys)
    return (await everyValue()).filter(({ column, row, value }) => {
      try {
        decrypt(column, row as never, value)
        return true
      } catch {
        return false
      }
    }).length
  }
  const rotate = (next: MasterKey, told: string[] = [], answerMilliseconds = 1_500) =>
    rotateMasterKey(context, next, {
      tell: (line) => told.push(line),
      answerMilliseconds,
      settleMilliseconds: 500,
    })

  before(async () => {
    server = await startTestServer({ engine })
    context = server.context
    folder = context.config.dataFolder
    node = await openElsewhere(server)
    const other = await addOrganization(context, 'Other', 'other.example.com')
    for (const { organizationKey } of [server.system, other]) await storeEncryptedValues(context, organizationKey)
    await addSigningKey(context, other.organizationKey, await newKeyPair('ES256'))
  })

  test('lie in columns that are listed, and every listed one is filled here', async () => {
    const tables = await context.db.introspection.getTables()
    const named = tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
    assert.deepEqual(named.filter((name) => name.endsWith('_encrypted')).sort(), encryptedColumnNames.toSorted())
    for (const column of encryptedColumnNames) assert.ok((await values(column)).length > 0, column)
  })

  test('do not open in another row, of this organization or of another', async () => {
    for (const column of encryptedColumnNames) {
      const [one, two] = await values(column)
      assert.ok(one && two, column)
      await updateEncryptedValue(context.db, column, one, two.value)
      await updateEncryptedValue(context.db, column, two, one.value)
      for (const { row, value } of await values(column)) {
        const isSwapped = value === one.value || value === two.value
        const open = () => context.vault.decrypt(column, row as never, value)
        if (isSwapped) assert.throws(open, `${column} ${JSON.stringify(row)}`)
      }
      await updateEncryptedValue(context.db, column, { ...one, value: two.value }, one.value)
      await updateEncryptedValue(context.db, column, { ...two, value: one.value }, two.value)
    }
    assert.equal(await opened(context.vault.keys)(), (await everyValue()).length)
  })

  test('are not rotated while a node does not know the next key', async () => {
    const stored = await everyValue()
    const next = await prepareNextMasterKey(folder, {})
    await context.db
      .insertInto('master_key_nodes')
      .values({
        key: server.organizationKey,
        name: 'left from before',
        knows_next: 1,
        encrypts_with_next: 0,
        answers: 1,
      })
      .execute()
    // It ends with the first node that does not know the key.
    const rotation = rotate(next, [], 60_000)
    // The nodes are asked: what former rotations have left is gone.
    const nodes = () => context.db.selectFrom('master_key_nodes').select('name').execute()
    await until(async () => (await nodes()).length === 0, 10_000)
    await context.db
      .insertInto('master_key_nodes')
      .values({
        key: server.organizationKey,
        name: 'node-7, process 1',
        knows_next: 0,
        encrypts_with_next: 0,
        answers: 1,
      })
      .execute()
    await assert.rejects(rotation, /these nodes do not know the next master key: node-7, process 1\./)
    assert.deepEqual(await everyValue(), stored)
    assert.equal((await context.db.selectFrom('deployment').selectAll().executeTakeFirst())?.master_key_rotation, null)
  })

  test('are encrypted again while nodes serve requests, also where it was interrupted', async () => {
    if (engine === 'postgres') node.startWorkers()
    const former = context.vault.keys.current
    const formerFile = await readFile(join(folder, 'master.key'), 'utf8')
    const next = await prepareNextMasterKey(folder, {})
    const credentials = await server.createClient([{ name: 'View members' }])
    const before = await opened(new MasterKeys(former))()
    assert.equal(before, (await everyValue()).length)

    let isOver = false
    let served = 0
    const serve = async (): Promise<void> => {
      while (!isOver) {
        await token(credentials)
        const pair = await newKeyPair('ES256')
        await addSigningKey(engine === 'postgres' ? node : context, server.organizationKey, pair)
        served++
        await setTimeout(20)
      }
    }
    const serving = serve()
    // The first try ends as if its process was killed after a few values.
    let encrypted = 0
    const encrypt: typeof context.vault.encrypt = (...given) => {
      if (given[0] === 'mails.content_encrypted' && ++encrypted === 2) throw new Error('killed')
      return context.vault.encrypt(...given)
    }
    const tell = () => {}
    const parts = { ...context, vault: { ...context.vault, encrypt } }
    const quick = { tell, answerMilliseconds: 1_500, settleMilliseconds: 100 }
    await assert.rejects(rotateMasterKey(parts, next, quick), /killed/)
    const half = await opened(new MasterKeys(former))()
    assert.ok(half > 0 && half < (await everyValue()).length, `${half} are under the former key`)
    await assert.rejects(
      openDeploymentVault(context.database, folder, {
        PORTICO_MASTER_KEY: formerFile.trim(),
        PORTICO_MASTER_KEY_NEXT: formerFile.trim(),
      }),
      /^.*the master key is being rotated, .* in PORTICO_MASTER_KEY_NEXT /,
    )

    const told: string[] = []
    const proof = await rotate(next, told)
    const following = engine === 'postgres' ? [context, node] : [context]
    await until(() => served > 10 && following.every(({ vault }) => vault.keys.all.length === 1), 10_000)
    isOver = true
    await serving
    assert.ok(served > 10, `${served} requests were served`)
    assert.ok(
      told.includes(engine === 'postgres' ? '2 nodes encrypt with it.' : '1 node encrypts with it.'),
      told.join(),
    )
    assert.deepEqual([proof.isProven, proof.elsewhere.found, proof.masterKey], [true, [], next.id])
    assert.deepEqual(proof.inFiles, engine === 'postgres' ? null : [])

    // The former key opens nothing, and the nodes have forgotten it.
    assert.equal(await opened(new MasterKeys(former))(), 0)
    assert.equal(await opened(new MasterKeys(next))(), (await everyValue()).length)
    assert.deepEqual(
      context.vault.keys.all.map(({ id }) => id),
      [next.id],
    )
    if (engine === 'postgres')
      assert.deepEqual(
        node.vault.keys.all.map(({ id }) => id),
        [next.id],
      )
    await assert.rejects(
      openDeploymentVault(context.database, folder, {
        PORTICO_MASTER_KEY: formerFile.trim(),
        PORTICO_MASTER_KEY_NEXT: formerFile.trim(),
      }),
      /was written with another master key/,
    )
    // What was hashed still matches: nobody has to get a new secret.
    await token(credentials)
    const entries = await context.db
      .selectFrom('audit_entries')
      .select('entity_key')
      .where('action', '=', 'master-key.rotated')
      .execute()
    assert.deepEqual(
      entries.map(({ entity_key }) => entity_key),
      [next.id, next.id],
    )
    assert.equal((await rotate(next)).isProven, true, 'again')
    await node.stopWorkers()
  })

  test('open from the files that a rotation has left, which are put in order', async () => {
    const { current } = context.vault.keys
    const vault = await openDeploymentVault(context.database, folder, {})
    assert.equal(vault.keys.current.id, current.id)
    const files = (await readdir(folder)).filter((name) => /^master/.test(name)).sort()
    assert.equal(files.length, 2)
    assert.match(files[0] ?? '', /^master-[0-9a-f]{16}\.key$/)
    assert.equal(files[1], 'master.key')
    assert.equal(await promoteNextKeyFile(folder, current.id), undefined)
  })

  test('that are under another key are found wherever they are', async () => {
    const { id } = context.vault.keys.current
    await context.db
      .updateTable('organizations')
      .set({ name: `ptc1.0123456789abcdef.${'A'.repeat(60)}` })
      .where('key', '=', server.organizationKey)
      .execute()
    const { elsewhere, isProven } = await proveMasterKey(context, context.vault.keys.current)
    assert.deepEqual([elsewhere.found, isProven], [[{ column: 'organizations.name', values: 1 }], false], id)
  })
})
