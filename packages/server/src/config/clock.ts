/** Where the time comes from. Everything that compares with "now" gets one, so that tests can move it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}

export const systemClock: Clock = { now: Date.now }

/**
 * By how much the clocks of nodes may differ, in milliseconds. A time that lies further ahead than it should was written
 * before a clock was set back.
 */
export const clockTolerance = 300_000

/**
 * Whether a time is less than so many milliseconds from now, before or after: one further ahead was noted before the clock was
 * set back, and nothing is to wait for it. Undefined is never recent.
 */
export const isRecent = (at: number | undefined, now: number, milliseconds: number): boolean =>
  at !== undefined && Math.abs(now - at) < milliseconds
