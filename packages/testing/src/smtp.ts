import type { AddressInfo, Server } from 'node:net'
import { usualSmtpOptions } from '@portico/server/modules/foundation/mail/mailer.ts'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterFile } from './after-file.ts'
import { localhostCertificate } from './certificate.ts'

/** A mail as it arrived. */
interface ReceivedMail {
  from: string
  to: string[]
  /** The message as it was sent, headers and all */
  source: string
  /** One header, unfolded; undefined where there is none */
  header(name: string): string | undefined
  /** The part of this media type, decoded */
  part(type: 'text/plain' | 'text/html'): string
  secure: boolean
  user: string | undefined
}

/** An SMTP server that keeps what it receives. */
export interface TestSmtpServer {
  port: number
  mails: ReceivedMail[]
  /** How many connections there were */
  connections: number
  /**
   * What it says to each recipient or message next, first come first served: a reply to refuse with, 'drop' to break the
   * connection off, 'stall' to take it and say nothing.
   */
  recipients: Refusal[]
  messages: Refusal[]
  close(): Promise<void>
}

type Refusal = { code: number; text: string } | 'accept' | 'drop' | 'stall'

/** A real SMTP server on a free port of this machine, closed after the tests of the file. */
export async function startSmtpServer(options: SMTPServerOptions = {}): Promise<TestSmtpServer> {
  const sockets = (): Set<{ _socket: { destroy(): void } }> =>
    (server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }).connections
  /** The process dies, as far as the other side can tell. */
  const dropAll = (): void => {
    for (const { _socket } of sockets()) _socket.destroy()
  }
  const answer = (refusal: Refusal | undefined, done: (error?: Error) => void): void => {
    if (refusal === 'stall') return
    if (refusal === 'drop') dropAll()
    else if (refusal === undefined || refusal === 'accept') done()
    else done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }))
  }
  const started: TestSmtpServer = {
    port: 0,
    mails: [],
    connections: 0,
    recipients: [],
    messages: [],
    close: () => new Promise((closed) => server.close(() => closed())),
  }
  const server = new SMTPServer({
    ...localhostCertificate,
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 50,
    onConnect(_session, done) {
      started.connections++
      done()
    },
    onRcptTo: (_address, _session, done) => answer(started.recipients.shift(), done as (error?: Error) => void),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('end', () => {
        const refusal = started.messages.shift()
        if (refusal !== undefined && refusal !== 'accept' && refusal !== 'stall')
          return answer(refusal, done as (error?: Error) => void)
        const { mailFrom, rcptTo } = session.envelope
        const source = Buffer.concat(chunks).toString('utf8')
        started.mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          source,
          header: (name) => headerOf(source, name),
          part: (type) => partOf(source, type),
          secure: session.secure,
          user: session.user as string | undefined,
        })
        answer(refusal, done as (error?: Error) => void)
      })
    },
    onAuth({ username, password }, _session, done) {
      if (username === 'portico' && password === 'right password') done(null, { user: username })
      else done(Object.assign(new Error('Authentication failed'), { responseCode: 535 }))
    },
    ...options,
  })
  server.on('error', () => {})
  const listening: Server = server.listen(0, '127.0.0.1') as unknown as Server
  await new Promise((ready) => listening.once('listening', ready))
  started.port = (listening.address() as AddressInfo).port
  afterFile(started.close)
  return started
}

/** Trusts the server's certificate, and waits for it as briefly as tests have time. */
export const testSmtpOptions = {
  ...usualSmtpOptions,
  connectMilliseconds: 2_000,
  authorities: localhostCertificate.cert,
}

function headerOf(source: string, name: string): string | undefined {
  const head = source.slice(0, source.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line?.slice(name.length + 1).trim()
}

function partOf(source: string, type: string): string {
  const boundary = /boundary="([^"]+)"/.exec(source)?.[1] ?? ''
  const part = source.split(`--${boundary}`).find((one) => one.includes(`Content-Type: ${type}`)) ?? ''
  const at = part.indexOf('\r\n\r\n')
  const [head, body] = [part.slice(0, at), part.slice(at + 4)]
  if (/quoted-printable/i.test(head)) return decodeQuotedPrintable(body)
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  return body
}

const decodeQuotedPrintable = (text: string): string =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
