interface EngineError {
  code?: unknown
  errcode?: unknown
  message?: unknown
}

/** SQLite's primary result codes that mean "not now": BUSY, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL. */
const sqliteUnavailable = new Set([5, 8, 10, 13, 14, 15])
/**
 * PostgreSQL's classes: connection (08), the login refused (28), insufficient resources (53, disk full among them),
 * operator intervention (57), system (58); no such database, read only, serialization failure, deadlock, lock not available.
 */
const postgresUnavailable = /^(08|28|53|57|58)...$|^(3D000|25006|40001|40P01|55P03)$/
/** SQLite's codes for a file that is no database, or a broken one: CORRUPT, NOTADB. */
const sqliteUnusable = new Set([11, 26])
const socketFailures = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EAI_AGAIN',
])
const driverMessages =
  /TLS with PostgreSQL failed|Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|connection has been discarded/

/** Whether the database itself failed (away, full, read-only), so that the same request may work later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const { code, errcode, message } = (error ?? {}) as EngineError
  if (code === 'ERR_SQLITE_ERROR') return typeof errcode === 'number' && sqliteUnavailable.has(errcode & 0xff)
  if (typeof code === 'string' && (postgresUnavailable.test(code) || (socketFailures.has(code) && isFromDriver(error))))
    return true
  return typeof message === 'string' && driverMessages.test(message)
}

/** Whether another process holds SQLite's lock (BUSY) for longer than one waits for it, as in its first start. */
export function isDatabaseBusy(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as EngineError
  return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' && (errcode & 0xff) === 5
}

/** Whether a file is no SQLite database, or a broken one. */
export function isNoDatabase(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as EngineError
  return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' && sqliteUnusable.has(errcode & 0xff)
}

/** Whether PostgreSQL itself has answered it. */
export const isPostgresError = (error: unknown): boolean =>
  error instanceof Error && 'severity' in error && 'code' in error

/** Whether it is the database's fault in any way, so that its message is all that there is to say. */
export function isDatabaseFailure(error: unknown): boolean {
  const { code } = (error ?? {}) as EngineError
  // insufficient_privilege: the user may connect, but not work on a table.
  return isNoDatabase(error) || code === '42501' || isDatabaseUnavailable(error)
}

/** Whether a unique index refused the row: `23505` in PostgreSQL, CONSTRAINT_PRIMARYKEY or _UNIQUE in SQLite. */
export function isUniqueViolation(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as EngineError
  return code === '23505' || errcode === 1555 || errcode === 2067
}

/** Whether a row refers to one that is not there: `23503` in PostgreSQL, CONSTRAINT_FOREIGNKEY in SQLite. */
function isReferenceViolation(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as EngineError
  return code === '23503' || errcode === 787
}

/** A transaction that PostgreSQL ended so that another one could go on: serialization failure, deadlock */
const postgresGaveWay = new Set(['40001', '40P01'])

/**
 * Whether another transaction was faster: it took a unique value, deleted what was referred to, or held what this one
 * waited for. The next try finds what the other one stored, and says what is wrong.
 */
export const isConflict = (error: unknown): boolean =>
  isUniqueViolation(error) ||
  isReferenceViolation(error) ||
  postgresGaveWay.has(String((error as EngineError | undefined)?.code))

const socketCalls = new Set(['connect', 'read', 'write', 'getaddrinfo'])
/** Socket errors of the database's driver carry the call that failed; other parts of the product open no sockets. */
const isFromDriver = (error: unknown): boolean => socketCalls.has((error as NodeJS.ErrnoException).syscall ?? '')
