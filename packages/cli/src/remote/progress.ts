import { io } from '../io.ts'

interface Progress {
  show(done: number): void
  end(): void
}

const clearRest = '\u001b[K'
const clearLine = `\r${clearRest}`

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
/** The first requests say little of how long the others will take, in milliseconds. */
const foretoldAfter = 5_000

/** A progress bar on stderr where that is a terminal; nothing in a pipe or a log. */
export function progressBar(
  total: number,
  { stream = io().stderr, now = () => performance.now() }: { stream?: NodeJS.WriteStream; now?: () => number } = {},
): Progress {
  if (!stream.isTTY) return { show: () => {}, end: () => {} }
  let shownAt = Number.NEGATIVE_INFINITY
  let first: Reached | undefined
  return {
    show(done) {
      const at = now()
      // What an interrupted import has behind it took no time of this one.
      if (done > 0) first ??= { at, done }
      if (at - shownAt < every && done < total) return
      shownAt = at
      const full = Math.round((done / total) * width)
      const bar = '█'.repeat(full) + '░'.repeat(width - full)
      stream.write(`\r${bar} ${done} of ${total}${first ? timeLeft(first, { at, done }, total) : ''}${clearRest}`)
    },
    end: () => stream.write(clearLine),
  }
}

interface Reached {
  at: number
  done: number
}

function timeLeft(first: Reached, { at, done }: Reached, total: number): string {
  const taken = at - first.at
  if (taken < foretoldAfter || done === first.done || done === total) return ''
  const seconds = ((taken / (done - first.done)) * (total - done)) / 1_000
  return seconds < 60 ? `, ${Math.ceil(seconds)} s left` : `, ${Math.round(seconds / 60)} min left`
}
