import type SMTPConnection from 'nodemailer/lib/smtp-connection'

/** In characters. Answers have some hundred, and the library reads each several times. */
const longestAnswer = 16_384
/** That have come and were not looked at yet. A server answers once to each command. */
const mostAnswers = 100

/** What limits answers, for connections that the library opens */
export const answerLimits = { maxResponseSize: longestAnswer }

/** What the library calls with what it has received */
interface Receiving {
  _responseQueue: string[]
  _onData(received: Buffer): void
  _onResponseTooLarge(): void
}

let loading: ReturnType<typeof load> | undefined

/** The library that talks SMTP. Loading it takes longer than much of the start: only where there is mail to send. */
export const loadMailLibrary = (): ReturnType<typeof load> => {
  loading ??= load()
  return loading
}

async function load() {
  const [{ createTransport }, { default: Connection }] = await Promise.all([
    import('nodemailer'),
    import('nodemailer/lib/smtp-connection'),
  ])
  limitAnswers(Connection)
  return { createTransport, SMTPConnection: Connection }
}

/**
 * The library limits each answer, and not how many there are: blank lines come as fast as a server sends them, are looked at
 * one by one, and take a time that grows with the square of their number.
 */
function limitAnswers({ prototype }: typeof SMTPConnection): void {
  const connection = prototype as unknown as Receiving
  const read = connection._onData
  connection._onData = function (received) {
    read.call(this, received)
    if (this._responseQueue.length > mostAnswers) this._onResponseTooLarge()
  }
}
