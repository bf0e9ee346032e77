import assert from 'node:assert/strict'
import { test } from 'node:test'
import { porticoJson, startProcess } from '@portico/testing/command.ts'
import { createTestDatabase, onBothEngines } from '@portico/testing/databases.ts'
import { startSmtpServer } from '@portico/testing/smtp.ts'
import { until } from '@portico/testing/until.ts'
import { pino } from 'pino'
import { readConfig } from '../../src/config/config.ts'
import { openContext } from '../../src/context.ts'

onBothEngines('A server that is killed between sending a mail and noting it', (engine) => {
  test('leaves it to the next one: no mail is lost, and the one that went out twice can be told by its Message-ID', async () => {
    const smtp = await startSmtpServer()
    const place = await createTestDatabase(engine)
    const env = {
      PORTICO_SMTP_URL: `smtp://127.0.0.1:${smtp.port}?security=none`,
      PORTICO_MAIL_FROM: 'portico@example.com',
    }
    const options = ['--database', place.database, '--data', place.dataFolder]
    assert.equal(await (await startProcess(options, { env })).end(), 0)
    const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
    await porticoJson(['api-client', 'create', '--name', 'Expiring', '--expires', soon, ...options])

    // Administrators of the sample are told at the next start.
    smtp.messages.push('stall')
    const server = await startProcess(options, { env })
    await until(() => smtp.mails.length === 1, 10_000)
    assert.equal(await server.end('SIGKILL'), 'SIGKILL')

    const config = readConfig({ data: place.dataFolder, database: place.database }, env)
    const clock = { now: () => Date.now() + 180_000 }
    const log = pino({ enabled: false })
    const context = await openContext({ config, environment: env, log, clock, exclusive: true })
    await context.secretReminders.check()
    await context.mailWorker.drain()
    const rows = await context.database.db.selectFrom('mails').selectAll().execute()
    await context.close()
    await place.remove()

    assert.ok(rows.length > 1, `${rows.length} mails`)
    assert.deepEqual(
      rows.map(({ status, content_encrypted }) => [status, content_encrypted]),
      rows.map(() => ['sent', null]),
    )
    const [stalled, ...later] = smtp.mails.map((mail) => mail.header('message-id'))
    assert.ok(later.includes(stalled))
    assert.deepEqual(later.sort(), rows.map(({ key }) => `<${key}@example.com>`).sort())
  })
})
