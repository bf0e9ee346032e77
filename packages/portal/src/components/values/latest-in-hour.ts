const minute = 60_000
const hour = 60 * minute

/**
 * The latest time at which something can have happened within the hour that begins then; undefined while it goes on. Once
 * it is over that is a minute ago at least, so that nothing of it reads "now".
 */
export function latestInHour(begins: string): string | undefined {
  const end = Date.parse(begins) + hour
  return end > Date.now() ? undefined : new Date(Math.min(end, Date.now() - minute)).toISOString()
}
