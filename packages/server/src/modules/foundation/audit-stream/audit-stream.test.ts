import assert from 'node:assert/strict'
import { copyFile, readdir, readFile, rename, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { recordingLog } from '@portico/testing/logs.ts'
import { type TestClock, testClock } from '@portico/testing/server.ts'
import fc from 'fast-check'
import { newKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { recordChange } from '../audit/record-change.ts'
import { recordSecurityEvent } from '../audit/record-security-event.ts'
import { createSecurityEvents } from '../audit/security-events.ts'
import { createAuditStream } from './audit-stream.ts'
import { batchSize, claimMilliseconds, type StreamRange, takeStreamBatch } from './stream-batch.ts'
import { type StreamOutput, streamToStdout } from './stream-output.ts'
import { streamToFile } from './stream-to-file.ts'

onBothEngines('The stream of the audit trail', (engine, open) => {
  let clock: TestClock
  let db: Db
  let directories: [Directory, Directory]
  const logged: Record<string, unknown>[] = []
  const log = recordingLog(logged)

  before(async () => {
    clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
    db = (await open()).db
    const deployment = { id: 1, master_key_fingerprint: 'x', created_at: '2026-11-23T15:00:00.000Z' }
    await db.insertInto('deployment').values(deployment).execute()
    directories = [await createDirectory(db, clock), await createDirectory(db, clock)]
  })

  const change = { action: 'user.updated', entity: { type: 'user', key: 'key', name: 'Zoë "Z"\n\u2028' } } as const
  const record = (count = 1, directory = directories[0]): Promise<void> =>
    transaction({ db, clock }, async (parts) => {
      for (let n = 0; n < count; n++) await recordChange(parts, directory.principal(), change)
    })
  const start = (output: StreamOutput) => createAuditStream({ db, clock, log }, output)
  const freshFile = async (): Promise<string> => join(await temporaryFolder(), 'audit.jsonl')
  /** What is in the file and in those that it was renamed to */
  const linesOf = async (path: string): Promise<string[]> => {
    const folder = join(path, '..')
    const texts = await Promise.all((await readdir(folder)).sort().map((name) => readFile(join(folder, name), 'utf8')))
    return texts.flatMap((text) => text.split('\n').filter((line) => line !== ''))
  }
  const keysOf = async (path: string): Promise<string[]> => (await linesOf(path)).map((line) => JSON.parse(line).key)
  const stored = async (): Promise<string[]> =>
    (await db.selectFrom('audit_entries').select('key').orderBy('key').execute()).map(({ key }) => key)
  /** All from the beginning again, for a file of its own */
  const restart = async () => {
    await db.deleteFrom('audit_stream_positions').execute()
    await db.updateTable('deployment').set({ audit_stream_node: null, audit_stream_until: null }).execute()
  }

  test('tells all that there is, of every organization, failures too, each once', async () => {
    await restart()
    const path = await freshFile()
    const stream = start(streamToFile(path, batchSize))
    await stream.start()
    await record(3, directories[1])
    await record(2 * batchSize + 7)
    await stream.look()
    recordSecurityEvent(
      { db, clock },
      {
        organizationKey: directories[0].organizationKey,
        action: 'user.sign-in-failed',
        entity: { type: 'user', key: 'unknown', name: null },
        source: { address: '192.0.2.1', traceId: null },
        details: { failed: 'password', reason: 'wrong' },
      },
    )
    await createSecurityEvents({ db, clock, log }).flush()
    await stream.look()
    await stream.look()
    assert.deepEqual((await keysOf(path)).sort(), await stored())
    const lines = (await linesOf(path)).map((line) => JSON.parse(line))
    assert.deepEqual(
      new Set(lines.map(({ type, organizationKey }) => `${type} ${organizationKey}`)),
      new Set(directories.map(({ organizationKey }) => `audit ${organizationKey}`)),
    )
    assert.deepEqual([lines.at(-1).result, lines.at(-1).occurrences], ['Failure', 1])
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    await stream.stop()
  })

  test('misses nothing that is stored later than what has a later key', async () => {
    await restart()
    const path = await freshFile()
    const stream = start(streamToFile(path, batchSize))
    if (engine === 'postgres') {
      const gate = Promise.withResolvers<void>()
      const began = Promise.withResolvers<void>()
      const late = transaction({ db, clock }, async (parts) => {
        await recordChange(parts, directories[0].principal(), change)
        began.resolve()
        await gate.promise
      })
      await began.promise
      for (let n = 0; n < 20; n++) await record()
      await stream.look()
      gate.resolve()
      await late
    }
    // Many at once, in all slots, while it is read
    const writers = Array.from({ length: 60 }, () => record(2))
    for (let n = 0; n < 10; n++) await stream.look()
    await Promise.all(writers)
    await stream.look()
    assert.deepEqual((await keysOf(path)).sort(), await stored())
    await stream.stop()
  })

  test('is written by one node, and by another one once that has stopped or is silent for long', async () => {
    await restart()
    const [first, second, third] = [await freshFile(), await freshFile(), await freshFile()]
    const [a, b, c] = [first, second, third].map((path) => start(streamToFile(path, batchSize)))
    await a?.start()
    await a?.look()
    await record()
    await b?.look()
    await a?.look()
    await record()
    await a?.stop()
    await b?.look()
    assert.deepEqual(await linesOf(second), [], 'what there was is written before the stop')
    await record()
    await b?.look()
    await record()
    await c?.look()
    clock.advance(claimMilliseconds + 1)
    await c?.look()
    await record()
    await b?.look()
    const lines = await Promise.all([first, second, third].map(keysOf))
    assert.deepEqual(
      lines.slice(1).map(({ length }) => length),
      [1, 1],
    )
    await c?.look()
    assert.deepEqual((await Promise.all([first, second, third].map(keysOf))).flat().sort(), await stored())
    await c?.stop()
  })

  test('goes on where a node was killed before the clock was set back by a day', async () => {
    await restart()
    const [first, second] = [await freshFile(), await freshFile()]
    const [killed, next] = [first, second].map((path) => start(streamToFile(path, batchSize)))
    clock.advance(86_400_000)
    await killed?.look()
    clock.advance(-86_400_000)
    await record()
    await next?.look()
    assert.deepEqual((await Promise.all([first, second].map(keysOf))).flat().sort(), await stored())
    await next?.stop()
  })

  test('is once in the file, wherever a process was killed, and however the file was rotated', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('record' as const), count: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ do: fc.constant('look' as const) }),
      // The process dies when so much of its last write is in the file; 1: before the database knows of it
      fc.record({ do: fc.constant('kill' as const), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ do: fc.constantFrom('rename' as const, 'copytruncate' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await restart()
        await db.deleteFrom('audit_entries').execute()
        const path = await freshFile()
        let rotated = 0
        let stream = start(streamToFile(path, batchSize))
        await record(2)
        for (const step of steps) {
          if (step.do === 'record') await record(step.count)
          if (step.do === 'look') await stream.look()
          if (step.do === 'kill') {
            await stream.stop()
            await killedWhileWriting(path, step.part)
            stream = start(streamToFile(path, batchSize))
          }
          const isWhole = (await readFile(path, 'utf8').catch(() => '')).endsWith('\n')
          if (step.do === 'rename' && isWhole) await rename(path, `${path}.${rotated++}`)
          if (step.do === 'copytruncate' && isWhole) {
            // Not while a batch is under way: that is the risk of copytruncate.
            await stream.look()
            await copyFile(path, `${path}.${rotated++}`)
            await truncate(path)
          }
        }
        clock.advance(claimMilliseconds + 1)
        await stream.look()
        assert.deepEqual((await keysOf(path)).sort(), await stored())
        await stream.stop()
      }),
      { numRuns: engine === 'sqlite' ? 60 : 15 },
    )

    /** A process takes over, writes a batch, and dies with a part of it in the file. */
    async function killedWhileWriting(path: string, part: number): Promise<void> {
      clock.advance(claimMilliseconds + 1)
      const file = streamToFile(path, batchSize)
      const dying: StreamOutput = {
        ...file,
        async write(lines) {
          const sizeBefore = (await stat(path).catch(() => ({ size: 0 }))).size
          await file.write(lines)
          const { size } = await stat(path)
          await truncate(path, sizeBefore + Math.round((size - sizeBefore) * part))
          throw new Error('killed')
        },
      }
      await start(dying)
        .look()
        .catch(() => {})
      await file.close()
    }
  })

  test('goes on after a file could not be written, and says so once', async () => {
    await restart()
    const path = await freshFile()
    const file = streamToFile(path, batchSize)
    let isFull = true
    const stream = start({
      ...file,
      write: (lines) => (isFull ? Promise.reject(new Error('ENOSPC')) : file.write(lines)),
    })
    await assert.rejects(stream.look(), /ENOSPC/)
    await record()
    isFull = false
    await stream.look()
    assert.deepEqual((await keysOf(path)).sort(), await stored())
    await stream.stop()
  })

  test('takes nothing for written that was not, where a commit was answered by an error', async () => {
    await restart()
    const parts = { db, clock }
    const node = newKey()
    await record(2 * batchSize)
    const first = (await takeStreamBatch(parts, node, [])) ?? assert.fail()
    const second = (await takeStreamBatch(parts, node, first.ranges)) ?? assert.fail()
    // The answer was lost: it is asked once more.
    const again = (await takeStreamBatch(parts, node, first.ranges)) ?? assert.fail()
    assert.ok(second.entries.length > 0)
    assert.deepEqual(again.entries, second.entries)
  })

  test('takes few long entries at once, the same ones where it is asked once more', async () => {
    await restart()
    await db.deleteFrom('audit_entries').execute()
    const long = { ...change, after: { description: 'x'.repeat(200_000) } }
    await transaction({ db, clock }, async (parts) => {
      for (let n = 0; n < 8; n++) await recordChange(parts, directories[n % 2 ? 0 : 1].principal(), long)
    })
    const taken: string[] = []
    const node = newKey()
    let written: StreamRange[] = []
    for (;;) {
      const batch = (await takeStreamBatch({ db, clock }, node, written)) ?? assert.fail()
      if (batch.isEnd) break
      const again = (await takeStreamBatch({ db, clock }, node, [])) ?? assert.fail()
      assert.deepEqual([again.entries, again.ranges], [batch.entries, batch.ranges])
      assert.ok(batch.entries.length <= 3, `${batch.entries.length} entries`)
      taken.push(...batch.entries.map(({ key }) => key))
      written = batch.ranges
    }
    assert.deepEqual(taken.sort(), await stored())
  })

  test('goes to standard output, a whole line for each', async () => {
    await restart()
    const stdout = new PassThrough()
    const told = text(stdout)
    const stream = start(streamToStdout(stdout))
    await stream.start()
    await stream.stop()
    stdout.end()
    const lines = (await told).trimEnd().split('\n')
    assert.deepEqual(lines.map((line) => JSON.parse(line).key).sort(), await stored())
  })

  test('is left to the next start where nobody reads standard output while the server stops', async () => {
    await restart()
    await record()
    const stdout = new Writable({ write() {} })
    const stream = start(streamToStdout(stdout))
    await stream.start()
    void stream.look().catch(() => {})
    await stream.stop({ graceMilliseconds: 50 })
    const { node } = await db.selectFrom('deployment').select('audit_stream_node as node').executeTakeFirstOrThrow()
    assert.equal(node, null)
    const path = await freshFile()
    const next = start(streamToFile(path, batchSize))
    await next.look()
    assert.deepEqual((await keysOf(path)).sort(), await stored())
    await next.stop()
  })
})
