import type { Socket } from 'node:net'
import type { Options } from 'nodemailer/lib/smtp-connection'
import { loadMailLibrary } from './load-mail-library.ts'

const lastWordMilliseconds = 1_000

/**
 * Whether the server takes addresses with other letters than ASCII's before the @ (SMTPUTF8, RFC 6531). The mail library
 * sends them to any server, and does not say what a server of its pool has offered: so it is asked once more, over a
 * connection of its own.
 * @throws what the mail library throws where the server cannot be reached
 */
export async function takesUnicodeAddresses(
  options: Options,
  connection: Socket,
  signal: AbortSignal,
): Promise<boolean> {
  const { SMTPConnection } = await loadMailLibrary()
  // It tells only those who listened before.
  if (signal.aborted) {
    connection.destroy()
    throw signal.reason
  }
  const server = new SMTPConnection({ ...options, connection })
  return new Promise((done, reject) => {
    server.on('error', reject)
    signal.addEventListener('abort', () => connection.destroy(signal.reason), { once: true })
    server.once('end', () => reject(new Error('The server has closed the connection.')))
    server.connect(() => {
      const { _supportedExtensions: offered } = server as unknown as { _supportedExtensions: string[] }
      done(offered.includes('SMTPUTF8'))
      server.quit()
      // A server that never says goodbye
      setTimeout(() => connection.destroy(), lastWordMilliseconds).unref()
    })
  })
}
