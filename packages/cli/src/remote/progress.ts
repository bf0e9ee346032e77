import { io } from '../io.ts'

export interface Progress {
  show(done: number): void
  end(): void
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
    end: () => stream.write('\r\u001b[K'),
  }
}
