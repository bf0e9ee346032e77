const retrySeconds = 1

/** RFC 6749, section 5.1 */
export const noStore = { 'cache-control': 'no-store', pragma: 'no-cache' } as const

/** For the time that the database is away. */
export const temporarilyUnavailable = {
  status: 503,
  headers: { 'Retry-After': String(retrySeconds), ...noStore } as Record<string, string>,
  error: 'temporarily_unavailable',
  error_description: `The server cannot reach its database: try again in ${retrySeconds} second.`,
}
