/** For how many days people may be asked not to have signed in */
export const dormantDays = [30, 90, 180, 365] as const

/** So many days ago, on the hour: the same question gets the same answer for a while. What is no number goes to the server, which refuses it. */
export function dormantSince(days: string | undefined): string | undefined {
  if (days === undefined) return undefined
  const count = Number(days)
  if (!Number.isInteger(count) || count < 1 || count > 36_500) return days
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000
  return new Date(hour - count * 86_400_000).toISOString()
}
