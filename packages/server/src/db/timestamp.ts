/**
 * A time as both engines store it: milliseconds since 1970 → `2026-11-23T15:00:00.000Z`. In UTC and always of this length,
 * so that the order of the texts is that of the times.
 */
export const toTimestamp = (milliseconds: number): string => new Date(milliseconds).toISOString()
