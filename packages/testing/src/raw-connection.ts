import { connect, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

/** An answer as it came: names of headers in lower case, without its date */
export interface RawAnswer {
  status: string
  headers: string[]
  body: string
}

/** Sends bytes as they are, over one connection as long as it lasts. */
export class RawConnection {
  readonly #port: number
  #socket: Socket | undefined
  #received = ''
  #wake: () => void = () => {}

  constructor(url: string) {
    this.#port = Number(new URL(url).port)
  }

  /** Sends the pieces one after the other, each by itself, and reads the answer. */
  async send(pieces: readonly Buffer[]): Promise<RawAnswer> {
    const socket = this.#socket ?? this.#open()
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) for (let turns = 0; turns < 3; turns++) await turn()
      if (!socket.destroyed) socket.write(piece)
    }
    for (;;) {
      const answer = this.#take()
      if (answer?.status.startsWith('HTTP/1.1 1')) continue
      if (answer) return answer
      if (socket.destroyed) throw new Error(`no answer: ${this.#received.slice(0, 200)}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** Has the next request make a new connection. */
  close(): void {
    this.#socket?.destroy()
    this.#socket = undefined
  }

  #open(): Socket {
    const socket = connect({ host: '127.0.0.1', port: this.#port, noDelay: true })
    this.#received = ''
    socket.setEncoding('latin1').on('data', (text) => {
      this.#received += text
      this.#wake()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      if (this.#socket === socket) this.#socket = undefined
      this.#wake()
    })
    this.#socket = socket
    return socket
  }

  /** The first answer of what was received, if it is there as a whole */
  #take(): RawAnswer | undefined {
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return undefined
    const [status = '', ...lines] = this.#received.slice(0, end).split('\r\n')
    const length = Number(lines.find((line) => /^content-length:/i.test(line))?.split(':')[1] ?? 0)
    const rest = this.#received.slice(end + 4)
    if (rest.length < length) return undefined
    this.#received = rest.slice(length)
    const headers = lines.map((line) => line.replace(/^[^:]*/, (name) => name.toLowerCase())).sort()
    return { status, headers: headers.filter((line) => !line.startsWith('date:')), body: rest.slice(0, length) }
  }
}
