import { io } from '../io.ts'

export interface Progress {
  show(done: number): void
  end(): void
}

const clearLine = '\r\u001b[K'

/**
 * Says on stderr what is done until `work` is over, where that is a terminal: reading a file of a million lines takes seconds.
 */
export function withNotice<T>(notice: string, work: () => T, stream: NodeJS.WriteStream = io().stderr): T {
  if (!stream.isTTY) return work()
  stream.write(notice)
  try {
    return work()
  } finally {
    stream.write(clearLine)
  }
}

const width = 30
const every = 100

/** A progress bar on stderr where that is a terminal; nothing in a pipe or a log. */
export function progressBar(total: number, stream: NodeJS.WriteStream = io().stderr): Progress {
  if (!stream.isTTY) return { show: () => {}, end: () => {} }
  let shownAt = Number.NEGATIVE_INFINITY
  return {
    show(done) {
      const now = performance.now()
      if (now - shownAt < every && done < total) return
      shownAt = now
      const full = Math.round((done / total) * width)
      stream.write(`\r${'█'.repeat(full)}${'░'.repeat(width - full)} ${done} of ${total}`)
    },
    end: () => stream.write(clearLine),
  }
}
