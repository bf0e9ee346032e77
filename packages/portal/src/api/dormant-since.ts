/** For how many days people are often asked not to have signed in */
export const dormantDays = [30, 90, 180, 365] as const

/** Whether it is a whole number of days that the server takes, written as it is in the URL */
export const isNumberOfDays = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 36_500

/** So many days ago, on the hour: the same question gets the same answer for a while. What is no number goes to the server, which refuses it. */
export function dormantSince(days: string | undefined): string | undefined {
  if (days === undefined) return undefined
  if (!isNumberOfDays(days)) return days
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000
  return new Date(hour - Number(days) * 86_400_000).toISOString()
}
