import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { localhostCertificate } from '@portico/testing/certificate.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { recordingLog, silentLog } from '@portico/testing/logs.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { newSamlKeys } from '@portico/testing/saml-documents.ts'
import { slowCertificates } from '@portico/testing/slow-certificates.ts'
import { startSmtpServer, testSmtpOptions } from '@portico/testing/smtp.ts'
import { until } from '@portico/testing/until.ts'
import type { SmtpSecurity } from '../config/smtp.ts'
import { createMailer } from '../modules/foundation/mail/mailer.ts'
import { SmtpFailure } from '../modules/foundation/mail/smtp-failure.ts'
import { fetchOutgoing, type OutgoingOptions } from '../modules/foundation/outgoing/fetch-outgoing.ts'
import { OutgoingFailure } from '../modules/foundation/outgoing/outgoing-failure.ts'
import { type Outgoing, openOutgoing } from './open-outgoing.ts'
import { createThreadCarrier } from './thread-carrier.ts'

const config = { outgoingAllowedNetworks: ['127.0.0.1'] }
const here = openOutgoing({ config, log: silentLog, inThread: false })
const inThread = openOutgoing({ config, log: silentLog, inThread: true })
const servers: Server[] = []
after(async () => {
  await inThread.close()
  for (const server of servers) server.close()
})

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return (server.address() as AddressInfo).port
}
const answering = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listen(createServer(listener))}`

const fetch = (outgoing: Outgoing, url: string, options?: OutgoingOptions) =>
  fetchOutgoing({ outgoing }, 'organization', url, options)

const mail = {
  id: { organizationKey: 'organization', key: 'mail' },
  to: { address: 'ada@example.com', name: null },
  createdAt: '2026-11-28T09:00:00.000Z',
  ...{ subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' },
}
async function sendMail(outgoing: Outgoing, port: number, security: SmtpSecurity, options = testSmtpOptions) {
  const from = { name: null, address: 'portico@example.com' }
  const server = { host: 'localhost', port, security, username: null, password: null, from }
  const mailer = createMailer({ outgoing }, 'organization', server, options)
  try {
    return await mailer.send(mail)
  } finally {
    mailer.close()
  }
}

/** Threads that run this code instead: the first one the first, all later ones the last */
function threadsOf(codes: string[], options: { idleMilliseconds?: number; stuckMilliseconds?: number } = {}) {
  const started: Worker[] = []
  const lines: Record<string, unknown>[] = []
  const start = (): Worker => {
    const worker = new Worker(codes[started.length] ?? codes.at(-1) ?? '', { eval: true, stderr: true })
    started.push(worker)
    return worker
  }
  const carrier = createThreadCarrier({ log: recordingLog(lines), graceMilliseconds: 50, start, ...options })
  const outgoing = openOutgoing({ config, log: silentLog, inThread: true, carrier })
  return { outgoing, started, lines }
}
const on = (code: string): string => `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', ({ id, task }) => { ${code} })`
const answer = `
  const result = task?.mail ? '250 OK' : { status: 200, headers: {}, body: Buffer.from('answer'), url: '' }
  if (task) parentPort.postMessage({ id, result })`
const answers = on(answer)

describe('the thread that talks to servers outside', () => {
  test('checks certificates that take long, and the event loop goes on', async () => {
    const secret = slowCertificates(8)
    const smtp = await startSmtpServer(secret)
    const smtps = await startSmtpServer({ ...secret, secure: true })
    const port = await listen(createTlsServer(secret, (_, response) => response.end()))
    const refused = async (outgoing: Outgoing): Promise<void> => {
      await assert.rejects(fetch(outgoing, `https://127.0.0.1:${port}/`), { reason: 'tls' })
      await assert.rejects(sendMail(outgoing, smtp.port, 'starttls'), { problem: 'smtp_tls_failed' })
      await assert.rejects(sendMail(outgoing, smtps.port, 'tls'), { problem: 'smtp_tls_failed' })
    }
    const beside = await loopTurns(() => refused(inThread))
    const itself = await loopTurns(() => refused(here))
    assert.ok(beside.longest < itself.longest / 4, `${beside.longest} ms beside it, ${itself.longest} ms without it`)
  })

  test('goes through all that is sent, as here', async () => {
    const url = await answering((request, response) => {
      if (request.url === '/moved') return response.writeHead(302, { location: '/' }).end()
      if (request.url === '/away') return response.writeHead(302, { location: 'https://169.254.169.254/' }).end()
      if (request.url === '/silent') return
      const chunks: Buffer[] = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', () => response.setHeader('set-cookie', ['a=1', 'b=2']).end(Buffer.concat(chunks)))
    })
    const gone = new URL(url)
    gone.port = String(await listen(createTlsServer(localhostCertificate)))
    gone.protocol = 'https:'
    const asked: [string, OutgoingOptions?][] = [
      [url, { method: 'POST', body: 'a=ä' }],
      [url, { method: 'PUT', body: Buffer.from([0, 255]) }],
      [`${url}/moved`],
      [`${url}/moved`, { maxRedirects: 0 }],
      [`${url}/away`],
      [`${url}/silent`, { timeout: 100 }],
      [url, { method: 'POST', body: 'x'.repeat(100), maxBytes: 99 }],
      [gone.href],
      ['https://[::1]/'],
      ['nonsense'],
    ]
    for (const [address, options] of asked) {
      const outcome = async (outgoing: Outgoing) => {
        try {
          const { headers, ...answer } = await fetch(outgoing, address, options)
          assert.ok(Buffer.isBuffer(answer.body))
          return { ...answer, headers: { ...headers, date: '' } }
        } catch (error) {
          assert.ok(error instanceof OutgoingFailure, String(error))
          const { reason, message, detail } = error
          return { reason, message, detail }
        }
      }
      assert.deepEqual(await outcome(inThread), await outcome(here), address)
    }
    const smtp = await startSmtpServer()
    assert.match(await sendMail(inThread, smtp.port, 'starttls'), /^250/)
    smtp.recipients.push({ code: 550, text: 'Nobody' })
    await assert.rejects(sendMail(inThread, smtp.port, 'starttls'), (failure) => {
      assert.ok(failure instanceof SmtpFailure)
      assert.deepEqual([failure.problem, failure.isPermanent], ['smtp_recipient_refused', true])
      assert.match(failure.message, /refuses the recipient. It answered: 550 Nobody/)
      return true
    })
    assert.equal(smtp.mails.length, 1)
  })

  test('takes no numbers of a mail server for a Diffie-Hellman exchange: it may choose long ones', async () => {
    const { privatePem, certificate } = newSamlKeys()
    const dhe = { ciphers: 'DHE-RSA-AES128-GCM-SHA256', dhparam: 'auto', maxVersion: 'TLSv1.2' } as const
    const secret = { ...dhe, cert: certificate.toString(), key: privatePem }
    for (const [security, secure] of [
      ['starttls', false],
      ['tls', true],
    ] as const) {
      const { port } = await startSmtpServer({ ...secret, secure } as never)
      await assert.rejects(sendMail(here, port, security), { problem: 'smtp_tls_failed', reason: /handshake/i })
    }
  })

  test('starts with the first request, ends once it is idle, and starts again', async () => {
    const { outgoing, started } = threadsOf([answers], { idleMilliseconds: 50 })
    assert.equal(started.length, 0)
    assert.equal(String((await fetch(outgoing, 'https://a.example/')).body), 'answer')
    assert.equal(await sendMail(outgoing, 25, 'tls'), '250 OK')
    assert.equal(started.length, 1)
    await until(() => started[0]?.threadId === -1, 10_000)
    await fetch(outgoing, 'https://a.example/')
    await outgoing.close()
    assert.equal(started[1]?.threadId, -1)
    await assert.rejects(fetch(outgoing, 'https://a.example/'), { reason: 'unreachable' })
    assert.equal(started.length, 2)
  })

  test('does not end by idleness while something is under way, whatever ended before it', async () => {
    const { outgoing } = threadsOf([on(`setTimeout(() => { ${answer} }, 300)`)], { idleMilliseconds: 200 })
    const server = { host: 'localhost', port: 25, security: 'tls', username: null, password: null } as const
    const mailer = createMailer({ outgoing }, 'organization', { ...server, from: mail.to })
    const aborted = () => assert.rejects(mailer.send(mail, AbortSignal.abort()), SmtpFailure)
    await Promise.all([aborted(), aborted()])
    assert.equal((await fetch(outgoing, 'https://a.example/')).status, 200)
    await outgoing.close()
  })

  test('that dies refuses what was under way, and is followed by another one', async () => {
    const dies = `${answers}; parentPort.on('message', ({ id }) => { if (id === 2) process.exit(7) })`
    const { outgoing, started, lines } = threadsOf([dies.replace('if (task)', 'if (task && id === 1)'), answers])
    await fetch(outgoing, 'https://a.example/')
    const request = fetch(outgoing, 'https://a.example/')
    const order = sendMail(outgoing, 25, 'tls')
    await assert.rejects(request, { reason: 'unreachable', detail: /status 7/ })
    await assert.rejects(order, { problem: 'smtp_unreachable', isPermanent: false, concernsServer: true })
    assert.equal((await fetch(outgoing, 'https://a.example/')).status, 200)
    assert.equal(started.length, 2)
    assert.deepEqual(
      lines.map(({ msg }) => msg),
      ['the thread for outgoing requests has ended'],
    )
    await outgoing.close()
  })

  test('that does not start is not started again for each request', async () => {
    const { outgoing, started } = threadsOf(['process.exit(7)'])
    for (let n = 0; n < 5; n++) await assert.rejects(fetch(outgoing, 'https://a.example/'), { reason: 'unreachable' })
    assert.equal(started.length, 1)
    await outgoing.close()
  })

  test('that hangs holds up nobody for longer than the limits, and another one takes its place', async () => {
    const hangs = answers.replace('if (task)', 'while (id > 1) {}; if (task)')
    const { outgoing, started, lines } = threadsOf([hangs, answers], { stuckMilliseconds: 300 })
    await fetch(outgoing, 'https://a.example/')
    const options = { ...testSmtpOptions, sendMilliseconds: 100 }
    await Promise.all([
      assert.rejects(fetch(outgoing, 'https://a.example/', { timeout: 100 }), { reason: 'too-slow' }),
      assert.rejects(sendMail(outgoing, 25, 'tls', options), { problem: 'smtp_unreachable' }),
    ])
    assert.deepEqual([started.length, lines], [1, []], 'before it is given up')
    await until(() => started[0]?.threadId === -1, 10_000)
    assert.equal((await fetch(outgoing, 'https://a.example/')).status, 200)
    assert.equal(started.length, 2)
    assert.match(JSON.stringify(lines), /has said nothing for 300 ms/)
    await outgoing.close()
  })

  test('that nothing ends keeps no server from stopping', async () => {
    // What keeps the thread outside ends once the file is there, or after ten seconds.
    const file = join(await temporaryFolder(), 'end')
    const wait = `n=0; while [ ! -e ${file} ] && [ $n -lt 200 ]; do n=$((n + 1)); sleep 0.05; done`
    const hangs = `parentPort.postMessage({}); require('node:child_process').execSync('${wait}')`
    const { outgoing, started } = threadsOf([on(hangs)])
    const request = assert.rejects(fetch(outgoing, 'https://a.example/'), { detail: 'the thread was stopped' })
    await new Promise((begins) => started[0]?.once('message', begins))
    await setTimeout(100)
    await outgoing.close()
    await request
    assert.notEqual(started[0]?.threadId, -1)
    await writeFile(file, '')
    await until(() => started[0]?.threadId === -1, 10_000)
  })
})
