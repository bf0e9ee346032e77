const levels: Record<number, string> = { 40: 'warning: ', 50: 'error: ', 60: 'fatal: ' }

/**
 * A log line as a person reads it: the time, what happened, and the rest as names and values. A request is one short
 * line; its trace id is left out unless something went wrong. The text of a mail follows on separate lines.
 */
export function terminalLine(json: string): string {
  const { time, level, msg, traceId, err, mail, ...rest } = JSON.parse(json)
  const at = new Date(time).toTimeString().slice(0, 8)
  if (msg === 'request') {
    const { method, path, status, ms } = rest
    return `${at} ${clean(`${status} ${method} ${path} ${ms} ms`)}${level > 30 ? ` trace ${clean(traceId)}` : ''}\n`
  }
  const values = Object.entries({ ...rest, ...(traceId ? { traceId } : {}) })
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('')
  const text =
    typeof mail === 'string'
      ? `\n${mail
          .trimEnd()
          .split('\n')
          .map((line) => `    ${clean(line)}`)
          .join('\n')}`
      : ''
  const stack = err?.stack ? `\n${String(err.stack).split('\n').map(clean).join('\n')}` : ''
  return `${at} ${levels[level] ?? ''}${clean(`${msg}${values}`)}${text}${stack}\n`
}

/** Paths come from callers: their control characters must not reach the terminal. */
const clean = (text: string): string => text.replace(/\p{Cc}/gu, '�')
